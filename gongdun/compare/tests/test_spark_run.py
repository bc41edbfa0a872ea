"""A whole run by each engine over a generated city: the same leads, fingerprint by fingerprint and figure by figure."""

import os
import shutil

import pytest

from gongdun.compare.keys import LocalKeys
from gongdun.compare.runner import run
from gongdun.compare.runs import read_leads

pytestmark = pytest.mark.spark
IS_FULL = os.environ.get("GONGDUN_FULL") == "1"
LAST = "2022-06"


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    if shutil.which("java") is None:
        assert not IS_FULL, "GONGDUN_FULL=1 needs Java 17 for the Spark differential."
        pytest.skip("NOT RUN: the Spark run needs Java 17")
    if not IS_FULL:
        pytest.skip("NOT RUN: the Spark run takes minutes; set GONGDUN_FULL=1")
    generate = pytest.importorskip("gongdun.demo.city.commands", reason="NOT RUN: the city's generator is not here")
    data = tmp_path_factory.mktemp("city") / "data"
    words = ["--quiet", "--persons", "3000", "--from", "2022-01", "--months", "6", "--seed", "5", "--out", str(data)]
    assert generate.main(words) == 0
    return data


def compared(city, out, engine):
    manifest = run(city, LAST, out, keys=LocalKeys(b"k" * 32), engine=engine)
    return manifest, read_leads(manifest.leads_file)


def test_spark_and_duckdb_find_the_same_leads_in_a_whole_city(city, tmp_path):
    by_duck, leads = compared(city, tmp_path / "duckdb", "duckdb")
    by_spark, spark_leads = compared(city, tmp_path / "spark", "spark")
    assert leads == spark_leads and len({lead.rule for lead in leads}) > 40
    assert [(rule.rule, rule.leads, rule.not_run) for rule in by_duck.rules] == [
        (rule.rule, rule.leads, rule.not_run) for rule in by_spark.rules
    ]
    assert by_spark.engines["engine"].startswith("spark 4") and by_duck.engines["engine"].startswith("duckdb")
