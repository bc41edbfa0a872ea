"""What comes in: every form, every fault, nothing coerced in silence."""

import datetime

import duckdb
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdun.compare.contracts import CONTRACTS
from gongdun.compare.intake import macros
from gongdun.compare.intake.importing import Importer
from gongdun.compare.intake.rejects import FAULTS, sentence
from gongdun.compare.intake.sources import TwiceDelivered, find_sources, source_of
from gongdun.compare.intake.thresholds import SwappedColumns, TooManyRejects
from gongdun.compare.keys import LocalKeys
from gongdun.compare.lake import DamagedFile, Lake
from gongdun.compare.months import Month
from gongdun.compare.tests.builders import a_declaration, a_wage, an_employer, citizen, deliver, employer
from gongdun.kernel.identifiers import lengthened, read_citizen_id, read_uscc
from gongdun.law.refusal import Refusal

KEYS = LocalKeys(b"k" * 32)
AUGUST = Month.parse("2022-08")


def bring_in(path, lake_folder):
    lake = Lake(lake_folder)
    with Importer(lake, KEYS).session() as importer:
        partition = importer.bring_in(source_of(path))
    return lake, partition


def rows(lake, partition, columns="*"):
    return duckdb.connect().execute(f"select {columns} from '{lake.path(partition)}'").fetchall()


def rejects(lake, partition):
    path = lake.path(partition).with_suffix(".rejects.parquet")
    return duckdb.connect().execute(f"select row, \"column\", code, value from '{path}' order by row").fetchall()


def test_there_is_a_contract_for_every_table():
    assert len(CONTRACTS) == 21


@pytest.mark.parametrize(("chinese", "encoding"), [(False, "utf-8"), (True, "utf-8-sig"), (True, "gb18030")])
def test_headings_in_either_language_and_either_encoding_give_the_same_rows(tmp_path, chinese, encoding):
    path = deliver(tmp_path, "employers", [an_employer(1, legal_person="王小明", rate="0.9%")], chinese, encoding)
    lake, partition = bring_in(path, tmp_path / "lake")
    assert rows(lake, partition, "name, district, rate") == [("第1制造有限公司", "320411", 9000)]


def test_money_becomes_fen_and_months_become_integers(tmp_path):
    path = deliver(tmp_path, "declarations-2022-08", [a_declaration("2022-08", citizen(1), wage="5000.1", base="4250.07")])
    lake, partition = bring_in(path, tmp_path / "lake")
    assert rows(lake, partition, "month, wage, base, paid") == [(AUGUST.index, 500010, 425007, True)]


def test_every_way_of_writing_a_number_is_one_person_and_is_counted(tmp_path):
    number = citizen(2, "19491231", man=False)
    legacy = number[:6] + number[8:17]
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in number)
    written = [number, number.lower(), f" {number} ", wide, legacy]
    payroll = [a_wage("2022-08", one, at=place) for place, one in enumerate(written)]
    lake, partition = bring_in(deliver(tmp_path, "payroll-2022-08", payroll), tmp_path / "lake")
    assert {key for (key,) in rows(lake, partition, "person_key")} == set(KEYS.persons([lengthened(legacy)]))
    assert (partition.changes["fifteen_digits"], partition.changes["full_width"]) == (1, 1)
    assert partition.changes["spaces"] == 1


def test_a_nul_byte_is_taken_out_and_counted(tmp_path):
    path = deliver(tmp_path, "payroll-2022-08", [a_wage("2022-08", citizen(1))])
    path.write_bytes(path.read_bytes().replace(b"wage", b"wa\0ge"))
    lake, partition = bring_in(path, tmp_path / "lake")
    assert rows(lake, partition, "kind") == [("wage",)] and partition.changes["nul_bytes"] == 1


FAULTY = [
    ("id_number", "320411199001010017", "citizen_check"),
    ("id_number", "3.20411E+17", "number"),
    ("id_number", "", "empty"),
    ("uscc", "91320411MA0000001", "uscc_shape"),
    ("base", "5,000.00", "money"),
    ("base", "5000.001", "money"),
    ("base", "五千", "money"),
    ("month", "2022-07", "other_month"),
    ("month", "2022-13", "month"),
    ("paid", "perhaps", "flag"),
]


@pytest.mark.parametrize(("column", "value", "code"), FAULTY)
def test_a_wrong_value_is_rejected_with_its_row_column_and_reason(tmp_path, column, value, code):
    good = [a_declaration("2022-08", citizen(number)) for number in range(30)]
    good.insert(4, a_declaration("2022-08", citizen(31)) | {column: value})
    lake, partition = bring_in(deliver(tmp_path, "declarations-2022-08", good), tmp_path / "lake")
    assert (partition.rows, partition.rejected) == (30, 1)
    assert [reject[:3] for reject in rejects(lake, partition)] == [(6, column, code)]


def test_a_rejected_identity_is_masked_in_the_list_of_rejects(tmp_path):
    good = [a_declaration("2022-08", citizen(number)) for number in range(30)]
    wrong = citizen(31)[:-1] + ("1" if citizen(31)[-1] != "1" else "2")
    lake, partition = bring_in(deliver(tmp_path, "declarations-2022-08", [*good, a_declaration("2022-08", wrong)]), tmp_path / "lake")
    assert rejects(lake, partition)[0][3] == f"{wrong[:6]}********{wrong[-4:]}"


def test_a_line_with_too_few_columns_is_rejected_and_the_lines_after_keep_their_numbers(tmp_path):
    path = deliver(tmp_path, "declarations-2022-08", [a_declaration("2022-08", citizen(number)) for number in range(60)])
    lines = path.read_text().splitlines()
    lines.insert(3, "2022-08,only three,columns")
    lines[10] = lines[10].replace("5000.00", "x", 1)
    path.write_text("\n".join(lines) + "\n")
    lake, partition = bring_in(path, tmp_path / "lake")
    assert [reject[:3] for reject in rejects(lake, partition)] == [(4, "", "columns"), (11, "wage", "money")]


def test_an_end_before_its_start_is_rejected(tmp_path):
    good = [{"uscc": employer(1), "id_number": citizen(n), "started_on": "2022-01-01", "kind": "labour"} for n in range(30)]
    bad = good[0] | {"id_number": citizen(31), "ended_on": "2021-12-31"}
    lake, partition = bring_in(deliver(tmp_path, "employment", [*good, bad]), tmp_path / "lake")
    assert [reject[1:3] for reject in rejects(lake, partition)] == [("ended_on", "order")]


def test_swapped_columns_are_named_and_nothing_is_taken(tmp_path):
    path = deliver(tmp_path, "declarations-2022-08", [a_declaration("2022-08", citizen(number)) for number in range(30)])
    path.write_text(path.read_text().replace("uscc,id_number", "id_number,uscc"))
    with pytest.raises(SwappedColumns, match="uscc and id_number"):
        bring_in(path, tmp_path / "lake")
    assert Lake(tmp_path / "lake").partitions == {}


def test_too_many_rejects_refuse_the_file_and_list_the_rows(tmp_path):
    path = deliver(tmp_path, "declarations-2022-08", [a_declaration("2022-08", citizen(n), base="x" if n < 5 else "1") for n in range(30)])
    with pytest.raises(TooManyRejects, match="5 of 30"):
        bring_in(path, tmp_path / "lake")
    assert list((tmp_path / "lake").rglob("*.rejects.parquet"))


def test_a_repeated_key_counts_once_the_last_row_and_is_noted(tmp_path):
    doubled = [a_declaration("2022-08", citizen(1), base="4250.00"), a_declaration("2022-08", citizen(1), base="5000.00")]
    lake, partition = bring_in(deliver(tmp_path, "declarations-2022-08", doubled), tmp_path / "lake")
    assert rows(lake, partition, "base") == [(500000,)] and "1 rows repeated" in partition.notes[0]


def test_a_missing_column_is_refused_by_both_its_names(tmp_path):
    path = deliver(tmp_path, "declarations-2022-08", [a_declaration("2022-08", citizen(1))])
    path.write_text(path.read_text().replace(",base,", ",bass,"))
    with pytest.raises(Refusal, match=r"base \(缴费基数\)"):
        bring_in(path, tmp_path / "lake")


def test_a_month_twice_in_one_folder_is_refused_and_sent_again_as_v2_counts(tmp_path):
    deliver(tmp_path, "payroll-2022-08", [a_wage("2022-08", citizen(1))])
    (tmp_path / "payroll-2022-08.v2.csv").write_text("x")
    (source,) = find_sources(tmp_path, AUGUST)
    assert source.path.name == "payroll-2022-08.v2.csv"
    (tmp_path / "payroll-2022-08.parquet").write_bytes(b"")
    (tmp_path / "payroll-2022-08.v2.csv").unlink()
    with pytest.raises(TwiceDelivered):
        find_sources(tmp_path, AUGUST)


def workbook(path, heads, lines):
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, heads)
    for number, line in enumerate(lines, 1):
        for place, value in enumerate(line):
            sheet.write(number, place, value)
    book.close()
    return path


def test_a_workbook_is_read_and_a_number_in_an_identity_column_is_an_error(tmp_path):
    heads = ["统一社会信用代码", "证件号码", "用工起始", "合同类型"]
    started = datetime.date(2022, 1, 5)
    lines = [[employer(1), citizen(n), started, "劳动合同"] for n in range(30)]
    lines.append([employer(1), 320411199001010000.0, started, "劳动合同"])
    lake, partition = bring_in(workbook(tmp_path / "employment.xlsx", heads, lines), tmp_path / "lake")
    assert partition.rows == 30 and rows(lake, partition, "distinct kind, started_on") == [("labour", started)]
    assert rejects(lake, partition)[0][:3] == (32, "id_number", "number")


def test_parquet_with_numbers_for_identities_is_refused(tmp_path):
    path = tmp_path / "deaths.parquet"
    duckdb.connect().execute(f"copy (select 320411199001010011 as id_number, date '2022-08-01' as died_on, 'police' as source) to '{path}'")
    with pytest.raises(TooManyRejects):
        bring_in(path, tmp_path / "lake")


def test_damaged_parquet_is_refused_on_delivery_and_in_the_lake(tmp_path):
    (tmp_path / "deaths.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(Refusal, match="no whole Parquet file"):
        bring_in(tmp_path / "deaths.parquet", tmp_path / "lake")
    lake, partition = bring_in(deliver(tmp_path, "payroll-2022-08", [a_wage("2022-08", citizen(1))]), tmp_path / "lake")
    whole = lake.path(partition).read_bytes()
    lake.path(partition).write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    with pytest.raises(DamagedFile, match=r"payroll-2022-08\.csv"):
        lake.verify(partition)


def test_text_in_no_known_encoding_is_refused(tmp_path):
    path = deliver(tmp_path, "employers", [an_employer(1)])
    path.write_bytes(path.read_bytes() + b"\xff\xff\xff\n")
    with pytest.raises(Refusal, match="neither UTF-8 nor GB18030"):
        bring_in(path, tmp_path / "lake")


def test_every_fault_has_a_sentence_in_both_languages():
    for code in FAULTS:
        assert sentence(code, "en") and sentence(code, "zh_Hans") != sentence(code, "en")


@pytest.fixture(scope="module")
def checker():
    connection = duckdb.connect()
    macros.install(connection)
    return connection


CODES = {"number": "number", "shape": "citizen_shape", "check": "citizen_check", "birth": "birth"}
WRITTEN = st.from_regex(r"[0-9]{6}(19|20)[0-9]{2}(0[1-9]|1[0-9])[0-3][0-9]{4}[0-9Xx]|[0-9]{15}|[0-9Xx ]{1,20}", fullmatch=True)


@settings(max_examples=8, deadline=None)
@given(texts=st.lists(WRITTEN, min_size=20, max_size=60))
def test_the_sql_checks_say_what_the_kernel_says(checker, texts):
    query = "select n, gd_citizen_fault(n) from (select gd_citizen(x) as n from (select unnest(?::varchar[]) as x))"
    for text, (normal, fault) in zip(texts, checker.execute(query, [texts]).fetchall(), strict=True):
        reading = read_citizen_id(text)
        errors = [CODES[reason.code] for reason in reading.errors if reason.code != "empty"]
        assert (normal, fault) == (reading.value, errors[0] if errors else None), text


USCC = {"shape": "uscc_shape", "check": "uscc_check", "old_check": "uscc_old"}
LETTERS = st.text("0123456789ABCDEFGHJKLMNPQRTUWXYI", min_size=15, max_size=16)


@settings(max_examples=8, deadline=None)
@given(texts=st.lists(st.tuples(st.sampled_from(["91", "92"]), LETTERS).map("".join), min_size=20, max_size=60))
def test_the_sql_credit_code_check_says_what_the_kernel_says(checker, texts):
    faults = checker.execute("select gd_uscc_fault(x) from (select unnest(?::varchar[]) as x)", [texts]).fetchall()
    for text, (fault,) in zip(texts, faults, strict=True):
        said = [USCC[reason.code] for reason in read_uscc(text).reasons]
        assert fault == (said[0] if said else None), text
