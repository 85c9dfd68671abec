-- A delivery that is being attempted is held for a time. The fence grows with every process that takes it.
alter table delivery add column taken_until bigint not null default 0;
alter table delivery add column fence bigint not null default 0;

-- When an account's next request may go, in microseconds since 1970, where several nodes share its pace; and how many
-- times slower than that it goes for the time being, since a moment.
create table pace (
    account   text    primary key,
    free_at   bigint  not null,
    slower    integer not null default 1,
    slowed_at bigint  not null default 0
);
