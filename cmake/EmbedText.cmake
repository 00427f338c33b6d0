# threadwise_embed_text(target file...): makes each text file a C++ raw string
# literal in the target's build folder, `<name>.inc`, so that pages are read
# from the program and never from a path.
set(THREADWISE_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/EmbedTextScript.cmake)
function(threadwise_embed_text target)
  foreach(file IN LISTS ARGN)
    get_filename_component(name ${file} NAME)
    set(output ${CMAKE_BINARY_DIR}/lib/embedded/${name}.inc)
    add_custom_command(OUTPUT ${output}
      COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DOUTPUT=${output}
        -P ${THREADWISE_EMBED_SCRIPT}
      DEPENDS ${file} ${THREADWISE_EMBED_SCRIPT} VERBATIM)
    target_sources(${target} PRIVATE ${output})
  endforeach()
endfunction()
