"""Makes the two plan files beside it: `python -m gongdun.plans.tests.plans.make_plans`. The cities are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.table import Table
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent

FIRST_HEADING = ("时间节点", "牵头单位", "协办单位", "重点任务", "序号", "工作内容", "量化指标", "备注")
FIRST_ROWS = (
    ("长期坚持", "市社保中心", "各县（市、区）社保中心", "巩固参保基础", 1, "推动建筑业按项目参保，做到应保尽保", 1.0, ""),
    ("2024年12月底前", "市人社局", "市税务局、市应急管理局", "", 2, "扩大工伤保险参保规模", "新增３.２万人", ""),
    ("每季度", "云泽市、临溪县、沐阳市社保中心", "市人社局劳动监察支队", "", 3, "推送未参保单位名单，跟踪核查结果", "/", "口径见说明"),
    ("第三季度", "市人社局；市社保中心", "", "规范新业态参保", 4, "出台平台从业人员优先参保办法，覆盖平台企业不少于１２家", "12家", ""),
    (date(2024, 6, 30), "市、县（市、区）人社局", "市交通运输局\n市邮政管理局", "", 5, "开展快递网点参保核查", "检查200户次以上", ""),
)

SECOND_TOP = ("工作目标", "序号", "具体措施", "责任分工", "", "时限要求")
SECOND_HEADING = ("", "", "", "牵头单位", "配合单位", "")
SECOND_ROWS = (
    (
        "预防先行",
        6,
        "实施工伤预防培训工程，培训重点企业负责人５００人，培训覆盖率不低于百分之八十五",
        "市人社局",
        "市应急管理局",
        "11月30日前",
    ),
    ("", 7, "开展工伤预防宣传", "各县（市、区）人社局", "市总工会", "全年"),
    ("康复提质", 8, "新增康复协议机构1至2家", "市社保中心", "市卫健委", "上半年"),
    ("", 9, "先康复后评残，康复介入率力争提高一些", "市社保中心、临溪县社保中心", "清浦区社保中心", "择机推进"),
)

WORD_HEADING = ("编号", "主要举措", "完成期限", "责任部门", "配合部门")
WORD_ROWS: tuple[tuple[str, ...], ...] = (
    ("第一部分 参保扩面",),
    ("1", "实现工伤保险参保人数达到三十八万五千人", "２０２４年１２月底前", "市人社局、市社保中心", "市税务局；各县（区）人社局"),
    ("2", "对超龄从业人员参保给予支持，安排补贴资金不超过150万元", "四季度", "市人社局\n澄湖市、远山县社保中心", "市财政局"),
    ("3", "落实新业态职业伤害保障", "按省统一部署", "市社保中心", "—"),
    ("第二部分 预防与康复",),
    ("1", "工伤预防培训人员合格率达百分之七十以上", "全年", "市人社局", "市应急管理局、住建局、总工会"),
    WORD_HEADING,
    ("2", "建设工伤预防体验基地２－３个，每季度开放不少于1", "10月底前", "市人社局、远山", ""),
    ("", "次", "", "县人社局", ""),
    ("3", "组织多方力量共同参与康复评价", "年底前", "有关方面协商确定", "定点医院"),
    ("第三部分 待遇与基金",),
    ("1", "工伤医疗费联网结算率比上年提高5个百分点", "每半年", "市社保中心，远山县、澄湖市医保中心", "市医保局"),
    ("2", "清理历年先行支付案件1.2万件，追回基金800万元", "常态化推进", "市社保中心", "市人社局劳动保障监察支队"),
)


def make_workbook(path: Path) -> None:
    """Columns out of the usual order, a title and a note above, merged tasks and dates, two sheets, a heading of two rows."""
    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "一、参保扩面"
    first.append(["云泽市2024年工伤保险提质扩面行动任务清单"])
    first.append(["填报单位：云泽市人力资源和社会保障局"])
    fill(first, (FIRST_HEADING, *FIRST_ROWS))
    first["G4"].number_format = "0%"
    for area in ("A1:H1", "A2:H2", "D4:D6", "D7:D8"):
        first.merge_cells(area)
    second = workbook.create_sheet("二、预防康复")
    fill(second, (SECOND_TOP, SECOND_HEADING, *SECOND_ROWS))
    for area in ("D1:E1", "A1:A2", "B1:B2", "C1:C2", "F1:F2", "A3:A4", "A5:A6"):
        second.merge_cells(area)
    workbook.save(path)


def fill(sheet: Worksheet, rows: tuple[tuple[object, ...], ...]) -> None:
    for row in rows:
        sheet.append([value or None for value in row])


def make_document(path: Path) -> None:
    """A column of numbers that begin anew in each chapter, chapters across the table, a heading repeated, a row cut by a page."""
    document = docx.Document()
    document.add_paragraph("附件2")
    document.add_paragraph("澄湖市工伤保险惠企利民三年行动")
    document.add_paragraph("二〇二四年度任务分解表")
    table = document.add_table(rows=0, cols=len(WORD_HEADING), style="Table Grid")
    for row in (WORD_HEADING, *WORD_ROWS):
        add_row(table, row)
    document.add_paragraph("注：各部门每月5日前报送进展。")
    document.save(str(path))


def add_row(table: Table, row: tuple[str, ...]) -> None:
    cells = table.add_row().cells
    if len(row) == 1:
        cells[0].merge(cells[-1]).text = row[0]
        return
    for cell, text in zip(cells, row, strict=True):
        cell.text = text
        assert cell._tc.tag == qn("w:tc")


if __name__ == "__main__":
    make_workbook(HERE / "yunze-2024.xlsx")
    make_document(HERE / "chenghu-2024.docx")
