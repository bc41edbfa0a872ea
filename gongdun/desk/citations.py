"""引用法条 — a citation as the definitions write it (社会保险法#84), in the words a reader expects."""

from __future__ import annotations

import re

LAWS = {
    "工伤保险条例": "Work-Injury Insurance Regulation",
    "社会保险法": "Social Insurance Law",
    "社会保险经办条例": "Social Insurance Operation Regulation",
    "社会保险费征缴暂行条例": "Interim Regulation on Collecting Social Insurance Contributions",
    "社会保险基金先行支付暂行办法": "Interim Measures on Advance Payment",
    "社会保险稽核办法": "Social Insurance Audit Measures",
    "劳动保障监察条例": "Labour Inspection Regulation",
    "劳动争议调解仲裁法": "Labour Dispute Mediation and Arbitration Law",
    "劳动合同法": "Labour Contract Law",
    "工伤认定办法": "Work-Injury Recognition Measures",
    "行政诉讼法": "Administrative Litigation Law",
    "行政复议法": "Administrative Reconsideration Law",
    "行政处罚法": "Administrative Penalty Law",
    "行政强制法": "Administrative Compulsion Law",
    "职业病防治法": "Occupational Disease Law",
}
NAMED = "|".join(sorted(LAWS, key=len, reverse=True))
CITED = re.compile(rf"({NAMED})((?:（[^）#]*）)?)#(\d+)((?:、#\d+)*)")
PLAN_MEASURE = re.compile(r"常州市扩面增效专项行动措施(\d+)")


def cited(citation: str, language: str) -> str:
    """社会保险法#84 as 《社会保险法》第84条, or as Social Insurance Law art. 84; a name without an English one stays as it is."""
    if not language.startswith("en"):
        return CITED.sub(
            lambda one: f"《{one[1]}》{one[2]}第{one[3]}条{one[4].replace('#', '第')}{'条' if one[4] else ''}", citation
        ).replace("; ", "；")
    said = CITED.sub(lambda one: f"{LAWS[one[1]]}{one[2]} art. {one[3]}{one[4].replace('、#', ', ')}", citation)
    said = PLAN_MEASURE.sub(r"Changzhou plan 2022, measure \1", said)
    return said.replace("内部时限，参照", "internal; cf. ").replace("（", " (").replace("）", ")").replace("；", "; ")
