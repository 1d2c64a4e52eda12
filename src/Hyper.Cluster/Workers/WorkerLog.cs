using Hyper.Cluster.Units;
using Microsoft.Extensions.Logging;

namespace Hyper.Cluster.Workers;

/// <summary>What a worker says.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Worker} takes units of {Program}: {Room}")]
    public static partial void Begins(ILogger log, string worker, string program, Resources room);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Study}/{Number}, attempt {Attempt}: begins")]
    public static partial void Takes(ILogger log, string study, int number, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Study}/{Number}, attempt {Attempt}: {End}")]
    public static partial void Ends(ILogger log, string study, int number, int attempt, string end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledger does not answer: {Message}")]
    public static partial void NoAnswer(ILogger log, string message);
}
