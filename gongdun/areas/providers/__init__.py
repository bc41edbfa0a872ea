"""协议机构与联网结算 — agreement hospitals, their bills and their settlement."""
