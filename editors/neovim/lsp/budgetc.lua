-- For Neovim 0.11 and later: put this file into ~/.config/nvim/lsp/, and in init.lua say
-- vim.lsp.enable("budgetc").
return {
  cmd = { "budgetc", "lsp" },
  filetypes = { "yaml" },
  root_markers = { "budgets" },
}
