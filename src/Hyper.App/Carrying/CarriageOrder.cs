using Hyper.App.Records.Units;
using Hyper.Runtime.Runs;
using Hyper.Runtime.Search.Trials;
using Microsoft.Extensions.Logging;

namespace Hyper.App.Carrying;

/// <summary>A search whose trials are to be carried.</summary>
public sealed record CarriageOrder
{
    /// <summary>What searches.</summary>
    public required ExperimentEntry Experiment { get; init; }

    /// <summary>The rows, as the program's own function understands it; null for its default.</summary>
    public string? Data { get; init; }

    /// <summary>The fingerprint of the rows that the search has.</summary>
    public required string Rows { get; init; }

    /// <summary>What a trial needs of a machine.</summary>
    public UnitNeeds? Requires { get; init; }

    /// <summary>What tells the time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Receives what happens; null for nobody.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>The text of a trial's specification, as <c>trial</c> takes it: with the rows that it is planned for.</summary>
    public string TextOf(TrialSpecification trial) => UnitFile.TextOf(trial, new UnitTerms { Data = Data, Rows = Rows, Requires = Requires });
}
