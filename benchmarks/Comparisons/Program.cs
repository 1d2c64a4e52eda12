using System.CommandLine;
using Hyper.Comparisons;

return await new RootCommand("HyperDsl on the problems of other groups, by their protocols.")
{
    LogisticCommand.Create(),
    QuadraticCommand.Create(),
    CleaningCommand.Create(),
}.Parse(args).InvokeAsync();
