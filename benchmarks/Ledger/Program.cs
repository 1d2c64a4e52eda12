using Hyper.LedgerLoad;

return await LoadCommand.Create().Parse(args).InvokeAsync();
