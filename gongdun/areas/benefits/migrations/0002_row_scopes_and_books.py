"""Row scopes; and the books held by PostgreSQL itself: vouchers balance, never change, and keep out of closed months."""

from django.db import migrations

from gongdun.vault.migration import enable_scope, insert_only, only

PARTY = ("claim", "dependant", "claimitem", "payable", "periodicbenefit", "overpayment", "instalment")
OFFICES = (
    "localvalue", "valueuse", "check", "notice", "voucher", "voucherline", "monthclose", "batch", "paymentorder", "statement", "statementline", "useplan",
    "periodicchange", "rise", "riserow",
)  # fmt: skip

# Deferred to the commit: the lines of one voucher come one after the other.
BALANCED = """
create function benefits_refuse_unbalanced() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if (select coalesce(sum(debit_fen), 0) <> coalesce(sum(credit_fen), 0) from benefits_voucherline where voucher_id = new.voucher_id) then
        raise exception 'voucher % does not balance', new.voucher_id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger balanced after insert on benefits_voucherline deferrable initially deferred
    for each row execute function benefits_refuse_unbalanced();
"""
# The shared lock keeps a voucher and the close of its month apart; the function sees the close whatever the writer's row scope.
OPEN_MONTH = """
create function benefits_refuse_closed_month() returns trigger language plpgsql security definer set search_path = public as $$
begin
    perform pg_advisory_xact_lock_shared(1734606856);
    if exists (select from benefits_monthclose where ledger = new.ledger and month = date_trunc('month', new."on") and confirmed_by_id is not null) then
        raise exception 'the month of % is closed', new."on" using errcode = 'check_violation';
    end if;
    if new.month <> date_trunc('month', new."on") then
        raise exception 'voucher % stands in another month than its day', new.number using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger open_month before insert on benefits_voucher for each row execute function benefits_refuse_closed_month();
"""
# A line is written together with its voucher, in the same transaction: none can be slipped under an old one.
OWN_TRANSACTION = """
create function benefits_refuse_late_line() returns trigger language plpgsql security definer set search_path = public as $$
begin
    if not exists (select from benefits_voucher where id = new.voucher_id and ledger = new.ledger and made_in = txid_current()) then
        raise exception 'voucher % was written before', new.voucher_id using errcode = 'check_violation';
    end if;
    return new;
end $$;
alter table benefits_voucher add column made_in bigint not null default txid_current();
create trigger own_transaction before insert on benefits_voucherline for each row execute function benefits_refuse_late_line();
"""


class Migration(migrations.Migration):
    dependencies = [("benefits", "0001_initial"), ("vault", "0001_initial")]

    operations = [
        *(enable_scope(f"benefits_{name}", party=True) for name in PARTY),
        *(enable_scope(f"benefits_{name}") for name in OFFICES),
        migrations.RunSQL(BALANCED, "drop trigger balanced on benefits_voucherline; drop function benefits_refuse_unbalanced()"),
        migrations.RunSQL(OPEN_MONTH, "drop trigger open_month on benefits_voucher; drop function benefits_refuse_closed_month()"),
        migrations.RunSQL(
            OWN_TRANSACTION,
            "drop trigger own_transaction on benefits_voucherline; drop function benefits_refuse_late_line();"
            "alter table benefits_voucher drop column made_in",
        ),
        only("benefits_voucher", "select", "insert"),
        only("benefits_voucherline", "select", "insert"),
        insert_only("benefits_voucher"),
        insert_only("benefits_voucherline"),
    ]
