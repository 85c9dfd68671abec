-- How many attempts were made when a delivery was last made due by hand: its waits are counted from there.
alter table delivery add column retried_after integer not null default 0;

-- Of a mail, for those who look for it.
alter table delivery add column subject text;
