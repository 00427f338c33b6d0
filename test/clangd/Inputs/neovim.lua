-- A person's session in Neovim with its built-in client, without the person:
-- open, see the finding, take the fix, see it go, edit, see it come, keep it.
--   nvim --headless -u NONE --cmd "let g:server='...'" FILE -c 'luafile neovim.lua'

local function fail(why)
  io.stderr:write('neovim: ' .. why .. '\n' .. vim.inspect(vim.diagnostic.get(0)) .. '\n')
  io.stderr:write(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n')
  vim.cmd('cquit 1')
end

local function findings()
  return vim.tbl_filter(function(d)
    return d.code == 'threadwise-serial-spawn'
  end, vim.diagnostic.get(0))
end

local function wait_for(count, when)
  if not vim.wait(120000, function() return #findings() == count end, 50) then
    fail(when .. ': expected ' .. count .. ' findings')
  end
end

-- Runs the code action whose title contains the text, as a person who picks it.
local function take(text)
  local offered, done = {}, false
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      table.insert(offered, item[2].title)
      if item[2].title:find(text, 1, true) then
        choose(item)
        done = true
        return
      end
    end
    choose(nil)
  end
  local finding = findings()[1]
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  vim.lsp.buf.code_action()
  if not vim.wait(120000, function() return done end, 50) then
    fail('no code action "' .. text .. '" among ' .. vim.inspect(offered))
  end
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, true)[1]
end

vim.lsp.start_client({
  cmd = { vim.g.server, '--background-index=false' },
  root_dir = vim.fn.getcwd(),
  on_init = function(client) vim.lsp.buf_attach_client(0, client.id) end,
})

wait_for(1, 'open')
local finding = findings()[1]
if finding.lnum ~= 3 then fail('it is in the wrong line') end
local related = finding.user_data.lsp.relatedInformation
if not related or #related < 2 then fail('it has no evidence') end

take("change 'std::async")
wait_for(0, 'fixed')
if line(4) ~= '  int first = read(1);' then fail('the fix is wrong') end

vim.api.nvim_buf_set_lines(0, 3, 4, true, {
  '  int first = std::async(std::launch::async, read, 2).get();',
})
wait_for(1, 'edited')

take('keep it')
wait_for(0, 'suppressed')
if line(4) ~= '  // NOLINTNEXTLINE(threadwise-serial-spawn): ' then
  fail('the suppression is wrong')
end

vim.lsp.stop_client(vim.lsp.get_active_clients())
vim.cmd('qall!')
