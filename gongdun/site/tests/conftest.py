from gongdun.site.browser import browser, context, page

__all__ = ["browser", "context", "page"]
