-- Which feed holds a series: where its node died, another one polls that feed at once.
alter table claim add column feed text;

create index claim_held on claim (until) where until > 0;

-- When each feed was last asked for, over all nodes, whose timers do not fire at the same moment.
create table feed_round (
    feed  text   primary key,
    began bigint not null
);
