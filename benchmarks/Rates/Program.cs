using Hyper.Rates;

return await RatesCommand.RunAsync(args);
