"""The plan's addresses."""

from django.urls import path

from gongdun.plans.pages import board

urlpatterns = [
    path("board/", board.board_page, name="board"),
    path("board/<str:number>/", board.measure_page, name="measure"),
    path("board/<str:number>/<path:key>/", board.rows_page, name="figure_rows"),
]
