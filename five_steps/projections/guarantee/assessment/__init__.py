"""The yearly assessment (年度综合考核): counted event by event, scored after each batch.

Handlers count, each chapter in a file of its own; what they count goes line by line into ledgers,
which explain every figure. After a batch the sums are brought up to date and what it touched is
scored again.
"""
