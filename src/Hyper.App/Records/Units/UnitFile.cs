using System.Text.Json;
using System.Text.Json.Nodes;
using Hyper.Runtime;
using Hyper.Runtime.Search.Trials;

namespace Hyper.App.Records.Units;

/// <summary>The specification of a unit, as a file has it: everything that <c>trial</c> needs to know, and nothing that it does not.</summary>
public abstract record UnitFile
{
    private UnitFile()
    {
    }

    /// <summary>What it needs of a machine.</summary>
    public abstract UnitNeeds Needs { get; }

    /// <summary>The experiment's full name, or the last part of it.</summary>
    public abstract string Experiment { get; }

    /// <summary>Reads a specification.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">What is in it.</param>
    /// <exception cref="HyperDslException">It is none, of a newer version, or has a field or a value that no specification of its kind has.</exception>
    public static UnitFile Read(string path, string text)
    {
        var fields = UnitFields.Of(path, text);
        return fields.IsTrial ? ReadTrial(path, text, fields) : new OfRun(ReadRun(path, text, fields));
    }

    /// <summary>Reads the specification of a run or a search that gets a folder.</summary>
    /// <exception cref="HyperDslException">It cannot be read, or is none.</exception>
    internal static RunSpecification ReadForFolder(string path)
    {
        var text = RecordFile.ReadText(path);
        var fields = UnitFields.Of(path, text);
        if (fields.IsTrial)
        {
            throw new HyperDslException($"'{path}' has the specification of a trial ('hyperparameters'), which has no folder of its own: use the command trial.");
        }

        var specification = ReadRun(path, text, fields);
        return specification.Fold is null && specification.Kind is null or UnitKind.Run && specification.Model is null
            ? specification with { Kind = null }
            : throw new HyperDslException($"'{path}' has the specification of a unit with 'fold', 'kind' or 'model', which a run with a folder does not have: use the command trial, or take the field out.");
    }

    /// <summary>The text of a trial's specification.</summary>
    /// <param name="trial">What is trained.</param>
    /// <param name="terms">Where its rows are from, and what it needs.</param>
    public static string TextOf(TrialSpecification trial, UnitTerms terms)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(terms);
        var whole = JsonNode.Parse(trial.ToJson())!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(terms with { Kind = UnitKind.Trial }, RecordFormat.Line)!.AsObject())
        {
            if (value is not null)
            {
                whole[name] = value.DeepClone();
            }
        }

        return whole.ToJsonString();
    }

    private static OfTrial ReadTrial(string path, string text, UnitFields fields)
    {
        fields.RequireKnown("a trial", typeof(TrialSpecification), typeof(UnitTerms));
        if (fields.HasVersion)
        {
            RecordFile.RequireVersion(path, text, RunSpecification.CurrentVersion);
        }

        var terms = RecordFile.Parse<UnitTerms>(path, text);
        UnitFields.RequireSound(path, terms.Requires);
        if (terms.Kind is not (null or UnitKind.Trial))
        {
            throw new HyperDslException($"'{path}' has 'hyperparameters', as a trial has, and its 'kind' is {terms.Kind.ToString()!.ToLowerInvariant()}: take one of them out. A run, a fold or a refit has 'start'.");
        }

        try
        {
            return new OfTrial(TrialSpecification.FromJson(text), terms);
        }
        catch (HyperDslException problem)
        {
            throw new HyperDslException($"'{path}' cannot be used: {problem.Message}", problem);
        }
    }

    private static RunSpecification ReadRun(string path, string text, UnitFields fields)
    {
        RecordFile.RequireVersion(path, text, RunSpecification.CurrentVersion);
        fields.RequireKnown("a run", typeof(RunSpecification));
        var specification = RecordFile.Parse<RunSpecification>(path, text);
        UnitFields.RequireSound(path, specification.Requires);
        return (specification.Kind ?? (specification.Fold is null ? UnitKind.Run : UnitKind.Fold), specification.Fold) switch
        {
            (UnitKind.Trial, _) => throw new HyperDslException($"'{path}' is of a trial by its 'kind', and has no 'hyperparameters' to train at: put them in, by name."),
            (UnitKind.Fold, null) => throw new HyperDslException($"'{path}' is of a fold by its 'kind', and does not say which: put 'fold' in, such as {{ \"index\": 0, \"of\": 5 }}."),
            (UnitKind.Fold, { Of: var count, Index: var index }) when count < 2 || index < 0 || index >= count =>
                throw new HyperDslException(FormattableString.Invariant($"'{path}' has fold {index} of {count}; at least 2 folds are expected, and an index from 0 to one less than there are.")),
            (not UnitKind.Fold, not null) => throw new HyperDslException($"'{path}' has a 'fold', and its 'kind' is {specification.Kind.ToString()!.ToLowerInvariant()}: take one of them out."),
            (UnitKind.Refit, _) when specification.Start is null =>
                throw new HyperDslException($"'{path}' is of a refit by its 'kind', and has no 'start': put in the hyperparameters to train at, by name."),
            (var kind, _) => specification with { Kind = kind },
        };
    }

    /// <summary>A trial of a search.</summary>
    /// <param name="Trial">What is trained.</param>
    /// <param name="Terms">Where its rows are from, and what it needs.</param>
    public sealed record OfTrial(TrialSpecification Trial, UnitTerms Terms) : UnitFile
    {
        /// <inheritdoc/>
        public override UnitNeeds Needs => Terms.Requires ?? new UnitNeeds();

        /// <inheritdoc/>
        public override string Experiment => Trial.Experiment;
    }

    /// <summary>A run, a fold or a refit.</summary>
    /// <param name="Specification">What runs; its kind is said.</param>
    public sealed record OfRun(RunSpecification Specification) : UnitFile
    {
        /// <inheritdoc/>
        public override UnitNeeds Needs => Specification.Requires ?? new UnitNeeds();

        /// <inheritdoc/>
        public override string Experiment => Specification.Experiment;
    }
}
