# Reads .trx files; prints "counts<TAB>passed<TAB>failed<TAB>skipped", one "skip<TAB>reason" per skipped test, and one "fail<TAB>name"
# per failed test, without its arguments.
BEGIN { RS = "<UnitTestResult " }
{
    if (match($0, /outcome="[A-Za-z]+"/)) {
        outcome = substr($0, RSTART + 9, RLENGTH - 10)
        if (FNR > 1 && outcome == "Passed") passed++
        else if (FNR > 1 && outcome == "NotExecuted") { skipped++; print "skip\t" reason($0) }
        else if (FNR > 1) { failed++; print "fail\t" name($0) }
    }
}
END { printf "counts\t%d\t%d\t%d\n", passed, failed, skipped }

function name(text) {
    if (!match(text, /testName="[^"(]*/)) return ""
    return substr(text, RSTART + 10, RLENGTH - 10)
}

function reason(text) {
    if (!match(text, /<(StdOut|Message)>[^<]*/)) return "no reason given"
    text = substr(text, RSTART, RLENGTH)
    sub(/<[A-Za-z]+>/, "", text)
    gsub(/[ \t\r\n]+/, " ", text)
    gsub(/&quot;/, "\"", text)
    gsub(/&gt;/, ">", text)
    gsub(/&lt;/, "<", text)
    gsub(/&amp;/, "\\&", text)
    return text
}
