<#ftl output_format="plainText">
<#-- One ranking within the text part of a digest. It is given what a report of it is given. -->
${title?upper_case}
${source} · ${period.label!period.key} (${period.dates!(period.first + " – " + period.last)})
<#list notices as notice>
! ${notice}
</#list>
${summary!preview}

<#list top as row>
${row.rank?string?left_pad(5)}  ${row.name}
       <#if row.moved?has_content>${row.moved} · </#if>${(row.figures?first)!row.amount!"–"}
</#list>
