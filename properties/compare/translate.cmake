# SPDX-License-Identifier: Apache-2.0
# translate.cmake writes the C of the independent model for one world.
# cmake -DMODEL= -DAGENTS= -DRECORDS= -DPOLICIES= -DMURPHI2C= -DOUTPUT= -P translate.cmake
file(READ ${MODEL} text)
function(replace from to)
  string(FIND "${text}" "${from}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "${MODEL} has no `${from}`")
  endif()
  string(REPLACE "${from}" "${to}" replaced "${text}")
  set(text "${replaced}" PARENT_SCOPE)
endfunction()

replace("  N: 2;" "  N: ${AGENTS};")
replace("  K: 1;" "  K: ${RECORDS};")
string(REPLACE "," ";" policies "${POLICIES}")
foreach(setting IN LISTS policies)
  string(REPLACE "=" "_" constant "${setting}")
  string(REGEX MATCH "  ${constant}: +false" declaration "${text}")
  replace("${declaration}" "  ${constant}: true")
endforeach()
# murphi2c (2022.08.20) runs through scalarset(N) from 0 to N, one too many.
replace("scalarset(N)" "0 .. N - 1")
replace("scalarset(K)" "0 .. K - 1")
file(WRITE ${OUTPUT}.m "${text}")
execute_process(COMMAND ${MURPHI2C} ${OUTPUT}.m OUTPUT_FILE ${OUTPUT} COMMAND_ERROR_IS_FATAL ANY)
