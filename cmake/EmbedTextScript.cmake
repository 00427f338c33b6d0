file(READ ${INPUT} text)
# A string literal has a limit of 64 KiB in some compilers; adjacent literals
# are joined.
set(out "")
string(LENGTH "${text}" length)
set(at 0)
while(at LESS length)
  string(SUBSTRING "${text}" ${at} 12000 piece)
  string(APPEND out "R\"~~~(${piece})~~~\"\n")
  math(EXPR at "${at} + 12000")
endwhile()
file(WRITE ${OUTPUT} "${out}")
