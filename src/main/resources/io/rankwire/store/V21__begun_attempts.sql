-- How many attempts were begun since the last one that ended, however it ended. What ends the program itself leaves its
-- mark here, and is not tried for ever.
alter table delivery add column begun integer not null default 0;
alter table snapshot add column begun integer not null default 0;
-- How many pages the run had then: one that gets farther each time is not at fault.
alter table snapshot add column begun_page integer not null default 0;
