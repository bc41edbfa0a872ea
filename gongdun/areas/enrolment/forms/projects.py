"""工程项目登记表 — one project a row: the register, and what the contractor hands in."""

from datetime import date

from gongdun.kernel.forms import Choice, CodeList, Field, Form, Kind
from gongdun.kernel.words import Title

# Which kind of project has which tier is not published in what was read: the tier is declared and shown with its rate (苏人社规〔2023〕2号).
TIERS = CodeList(
    "project_tiers",
    Title("费率档", "Tier"),
    tuple(
        Choice(str(tier), Title(f"第{tier}档（{rate}‰）", f"tier {tier} ({rate} ‰)"))
        for tier, rate in enumerate(("0.9", "1.5", "2.5", "3"), start=1)
    ),
)

FORM = Form(
    title="工程项目登记表",
    title_en="Building projects",
    version=date(2022, 1, 1),
    citation="人社部发〔2014〕103号；苏人社规〔2023〕2号",
    id="projects",
    key=("number",),
    fields=(
        Field("number", "项目编号", "Project number", Kind.TEXT, required=True, limit=60),
        Field("name", "项目名称", "Project", Kind.TEXT, required=True, limit=120),
        Field("uscc", "施工总承包单位信用代码", "Contractor's credit code", Kind.USCC, required=True),
        Field("contractor", "施工总承包单位", "General contractor", Kind.EMPLOYER_NAME),
        Field("place", "工程地点", "Place", Kind.TEXT),
        Field("permit_number", "施工许可证号", "Permit", Kind.TEXT, limit=60),
        Field("permit_on", "施工许可日期", "Permit of", Kind.DATE, required=True),
        Field("cost", "工程总造价（元）", "Cost (yuan)", Kind.MONEY, required=True),
        Field("tier", "费率档", "Tier", Kind.CHOICE, required=True, choices=TIERS),
        Field("starts_on", "计划开工日", "Works begin", Kind.DATE, required=True),
        Field("ends_on", "计划竣工日", "Works end", Kind.DATE, required=True),
    ),
)

GAPS = Form(
    title="许可之日未参保项目",
    title_en="Projects without cover on the day of their permit",
    version=date(2022, 1, 1),
    citation="人社部发〔2014〕103号",
    id="project_gaps",
    fields=(
        Field("number", "项目编号", "Project number", Kind.TEXT, required=True, limit=60),
        Field("name", "项目名称", "Project", Kind.TEXT, limit=120),
        Field("contractor", "施工总承包单位", "General contractor", Kind.EMPLOYER_NAME),
        Field("permit_on", "施工许可日期", "Permit of", Kind.DATE),
        Field("covered_from", "参保起", "Covered from", Kind.DATE),
        Field("gap", "未参保天数", "Days without cover", Kind.INTEGER),
        Field("cost", "工程总造价（元）", "Cost (yuan)", Kind.MONEY),
    ),
)
