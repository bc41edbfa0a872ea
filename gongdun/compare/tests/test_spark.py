"""Spark gives the same rows as DuckDB, for every rule, over its cases. Without Java this is loudly not run."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from gongdun.compare.cases import Cases
from gongdun.compare.database import connect
from gongdun.compare.engines.duck import DuckEngine
from gongdun.compare.rules.rule import load_rules

pytestmark = pytest.mark.spark
IS_FULL = os.environ.get("GONGDUN_FULL") == "1"


@pytest.fixture(scope="module")
def spark_over(tmp_path_factory):
    if shutil.which("java") is None:
        assert not IS_FULL, "GONGDUN_FULL=1 needs Java 17 for the Spark differential."
        pytest.skip("NOT RUN: the Spark differential needs Java 17")
    if not IS_FULL:
        pytest.skip("NOT RUN: the Spark differential takes minutes; set GONGDUN_FULL=1")
    spark = pytest.importorskip("gongdun.compare.engines.spark")
    scratch = tmp_path_factory.mktemp("spark")
    engine = spark.open_spark(connect(scratch), scratch)
    yield lambda connection, folder: spark.SparkEngine(engine.session, connection, folder)
    engine.close()


def canonical(rows):
    return sorted(str(sorted((name, str(value)) for name, value in row.items())) for row in rows)


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_both_engines_give_the_same_rows(spark_over, rule):
    cases = Cases.beside(rule)
    with tempfile.TemporaryDirectory() as folder:
        connection = connect(Path(folder))
        cases.fill(connection, Path(folder))
        districts = [district for (district,) in connection.execute("select distinct district from employers").fetchall()]
        expected = canonical(cases.run(DuckEngine(connection), districts))
        assert canonical(cases.run(spark_over(connection, Path(folder)), districts)) == expected != []
