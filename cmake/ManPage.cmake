# cmake -DPROGRAM=... -DTEMPLATE=... -DOUTPUT=... -P ManPage.cmake
# The program's own words on the options of each verb, where the template names
# the verb.
foreach(verb check report baseline explain list calibrate)
  execute_process(COMMAND ${PROGRAM} ${verb} --help
    OUTPUT_VARIABLE ${verb} COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\\" "\\e" ${verb} "${${verb}}")
  string(REPLACE "-" "\\-" ${verb} "${${verb}}")
  # A line that begins with one of these would be a request of troff.
  string(REGEX REPLACE "(^|\n)([.'])" "\\1\\\\&\\2" ${verb} "${${verb}}")
  string(STRIP "${${verb}}" ${verb})
  string(PREPEND ${verb} ".nf\n")
  string(APPEND ${verb} "\n.fi")
endforeach()
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
