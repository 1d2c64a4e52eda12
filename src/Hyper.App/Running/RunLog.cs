using Hyper.App.Records;
using Microsoft.Extensions.Logging;

namespace Hyper.App.Running;

/// <summary>What a host's log is told of runs.</summary>
internal static partial class RunLog
{
    /// <summary>A run begins or goes on.</summary>
    [LoggerMessage(1, LogLevel.Information, "Run of {Experiment} with seed {Seed} in {Folder}")]
    public static partial void Begins(ILogger logger, string experiment, int seed, string folder);

    /// <summary>Something is found wrong with it.</summary>
    [LoggerMessage(2, LogLevel.Warning, "{Experiment}: {Warning}")]
    public static partial void Warns(ILogger logger, string experiment, string warning);

    /// <summary>It is over.</summary>
    [LoggerMessage(3, LogLevel.Information, "Run of {Experiment}: {Status}, validation loss {ValidationLoss}")]
    public static partial void Ends(ILogger logger, string experiment, RunStatus status, double? validationLoss);

    /// <summary>An error has ended it.</summary>
    [LoggerMessage(4, LogLevel.Error, "Run of {Experiment} failed")]
    public static partial void Fails(ILogger logger, string experiment, Exception problem);
}
