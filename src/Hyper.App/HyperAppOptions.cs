using System.CommandLine;
using Hyper.App.Carrying;
using Hyper.Runtime.Data;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Hyper.App;

/// <summary>What a program gives to <see cref="HyperApp"/>.</summary>
public sealed record HyperAppOptions
{
    /// <summary>Loads the rows of a run. What it returns is disposed of after the run.</summary>
    public required Func<DataRequest, DataSplits> Data { get; init; }

    /// <summary>The program's name in its messages; null for that of its file.</summary>
    public string? Name { get; init; }

    /// <summary>What the program is for, in a sentence, for its help.</summary>
    public string? Description { get; init; }

    /// <summary>Command lines to start from, which stand below the help; null for none.</summary>
    public string? Examples { get; init; }

    /// <summary>
    /// What the program does where its command line names no command, with its options and its action; null for an explanation of the commands.
    /// Ctrl-C cancels the action's token.
    /// </summary>
    public Command? Command { get; init; }

    /// <summary>
    /// Answers to a file of rows, and returns how many there were, such as <c>request => Penguins.LoadModel(request.Model).PredictFile(request.Data, request.Output)</c>;
    /// null for rows of plain numbers, which the model takes as they are.
    /// </summary>
    public Func<PredictRequest, long>? Predict { get; init; }

    /// <summary>Where results go; null for the standard output.</summary>
    public TextWriter? Output { get; init; }

    /// <summary>Where errors go; null for the standard error.</summary>
    public TextWriter? Errors { get; init; }

    /// <summary>What tells the time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Receives what happens to runs: their beginning, their warnings, their end; null for nobody.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>Another wish to stop, beside Ctrl-C: it counts as a first one.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Carries the trials of searches to other processes or machines, where the command line asks for it; null for nobody, and no such options.</summary>
    public IUnitCarrier? Carrier { get; init; }

    /// <summary>A terminal to draw on.</summary>
    internal IAnsiConsole? Terminal { get; init; }
}
