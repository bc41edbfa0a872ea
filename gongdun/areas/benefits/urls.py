"""Addresses of the area."""

from django.urls import path

from gongdun.areas.benefits.pages import claims, money, monthly, values

urlpatterns = [
    path("benefits/", claims.claims, name="benefit_claims"),
    path("benefits/new/", claims.new_claim, name="new_benefit_claim"),
    path("benefits/<int:pk>/wages/", claims.wages, name="claim_wages"),
    path("benefits/<int:pk>/answer/", claims.answer, name="answer_check"),
    path("benefits/sheets/<int:pk>/", claims.sheet, name="calculation_sheet"),
    path("benefits/papers/<int:pk>/", claims.paper, name="benefit_paper"),
    path("parameters/", values.desk, name="parameter_desk"),
    path("parameters/propose/", values.propose, name="propose_value"),
    path("parameters/<int:pk>/", values.decide, name="decide_value"),
    path("parameters/<int:pk>/scan/", values.scan, name="value_scan"),
    path("payments/", money.overview, name="payments"),
    path("payments/make/", money.make, name="make_batch"),
    path("payments/plan/", money.plan, name="use_plan"),
    path("payments/payables/<int:pk>/account/", money.correct, name="correct_account"),
    path("payments/<int:pk>/", money.batch, name="batch"),
    path("payments/<int:pk>/release/", money.release, name="release_batch"),
    path("payments/<int:pk>/file/", money.bank_file, name="bank_file"),
    path("payments/<int:pk>/statement/", money.statement, name="bank_statement"),
    path("payments/<int:pk>/call-back/", money.call_back, name="call_back"),
    path("payments/<int:pk>/advice/", money.advice, name="remittance_advice"),
    path("fund/", money.fund, name="fund_books"),
    path("fund/close/", money.close, name="close_month"),
    path("fund/income/", money.income, name="fund_income"),
    path("fund/statement/<slug:form>/", money.fund_file, name="fund_statement"),
    path("monthly/", monthly.monthly, name="monthly_benefits"),
    path("monthly/run/", monthly.run, name="run_month"),
    path("monthly/<int:pk>/", monthly.change, name="change_periodic"),
    path("rises/", monthly.all_rises, name="rises"),
    path("rises/rehearse/", monthly.rehearse, name="rehearse_rise"),
    path("rises/<int:pk>/", monthly.rise, name="rise"),
    path("rises/<int:pk>/adopt/", monthly.adopt, name="adopt_rise"),
    path("rises/rows/<int:pk>/", monthly.rise_sheet, name="rise_sheet"),
    path("overpayments/<int:pk>/agree/", monthly.agree, name="agree_return"),
    path("overpayments/<int:pk>/refund/", monthly.refund, name="receive_refund"),
    path("my-benefits/", monthly.mine, name="my_benefits"),
]
