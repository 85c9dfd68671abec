-- How many of the kept rows of its baseline a ranking has; -1 where that was not counted as its pages came.
alter table snapshot add column matched integer not null default -1;
