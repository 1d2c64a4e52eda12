using Hyper.Benchmarks;

// Children of this program that measure a whole process do what they measure and nothing else.
if (Environment.GetEnvironmentVariable(StartupChild.Variable) is not null)
{
    return await StartupChild.RunAsync();
}

if (Environment.GetEnvironmentVariable(ScaleChild.Variable) is { } what)
{
    return await ScaleChild.RunAsync(what);
}

return await Commands.Run(args);
