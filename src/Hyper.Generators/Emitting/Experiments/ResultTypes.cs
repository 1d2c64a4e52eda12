using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting.Experiments;

/// <summary>
/// The types of what an experiment gives. Each is a class of the experiment's own without type arguments, so that a user's signature can
/// name it, and derives from the runtime's.
/// </summary>
/// <param name="Result">What a run or search gives, as entry points name it.</param>
/// <param name="Training">What an ordinary training gives.</param>
/// <param name="Refit">What a refit gives.</param>
/// <param name="OfRun">What the runtime gives for a run or search.</param>
/// <param name="OfTraining">What the runtime gives for an ordinary training.</param>
/// <param name="OfRefit">What the runtime gives for a refit.</param>
/// <param name="IsSearch">Whether it is a search.</param>
internal sealed record ResultTypes(string Result, string Training, string Refit, string OfRun, string OfTraining, string OfRefit, bool IsSearch)
{
    /// <summary>The names that the types have in an experiment.</summary>
    public static readonly IReadOnlyList<string> Names = [nameof(Result), nameof(Training), nameof(Refit)];

    /// <summary>Those of an experiment whose model has no types to name.</summary>
    public static readonly ResultTypes Unknown = new("dynamic", "dynamic", "dynamic", "", "", "", false);

    public static ResultTypes Of(string model, bool isSearch) => new(
        nameof(Result),
        nameof(Training),
        nameof(Refit),
        isSearch ? $"{RuntimeNames.SearchResult}<{model}.Trained, {model}.Hyperparameters>" : $"{RuntimeNames.TuningResult}<{model}, {model}.Trained, {model}.Hyperparameters>",
        $"{RuntimeNames.TrainingResult}<{model}.Trained, {model}.Hyperparameters>",
        $"{RuntimeNames.RefitResult}<{model}.Trained, {model}.Hyperparameters>",
        isSearch);

    /// <summary>Those of an experiment in which some of the names are the user's: there the runtime's own stand.</summary>
    public ResultTypes Without(IEnumerable<string> taken)
    {
        var names = new HashSet<string>(taken);
        return this with
        {
            Result = names.Contains(nameof(Result)) ? OfRun : Result,
            Training = names.Contains(nameof(Training)) ? OfTraining : Training,
            Refit = names.Contains(nameof(Refit)) ? OfRefit : Refit,
        };
    }

    /// <summary>Writes the types that have a name of the experiment's own.</summary>
    public void Write(SourceWriter writer, string access)
    {
        if (Result == nameof(Result))
        {
            WriteResult(writer, access);
        }

        if (Training == nameof(Training))
        {
            writer.Blank();
            WriteRecord(writer, access, "What an ordinary training of this experiment's model gave.", nameof(Training), OfTraining);
        }

        if (Refit == nameof(Refit))
        {
            writer.Blank();
            WriteRecord(writer, access, "The model of this experiment to ship, and what is known of how good its hyperparameters are.", nameof(Refit), OfRefit);
        }
    }

    /// <summary>
    /// Writes the types of an experiment whose model has none: a declaration that names one is whole, and the C# compiler says no more
    /// than that they have no members.
    /// </summary>
    /// <param name="writer">The file.</param>
    /// <param name="access">Their accessibility.</param>
    /// <param name="taken">Names that are the user's.</param>
    public static void WriteEmpty(SourceWriter writer, string access, IEnumerable<string> taken)
    {
        foreach (var name in Names.Except(taken))
        {
            writer.Line(GeneratedFile.Attribute);
            writer.Line($"{access} abstract class {name} : global::System.IDisposable");
            writer.Open("");
            writer.Line("public abstract void Dispose();");
            writer.Close();
        }
    }

    private void WriteResult(SourceWriter writer, string access)
    {
        writer.Line($"/// <summary>What {(IsSearch ? "this search" : "a run of this experiment")} found.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"{access} sealed class Result : {OfRun}");
        WriteConstructor(writer, nameof(Result), OfRun);
        writer.Open("");
        if (!IsSearch && Refit == nameof(Refit))
        {
            writer.Line("Refit = found.Refit is null ? null : new(found.Refit);");
            writer.Close();
            writer.Blank();
            writer.Line("/// <summary>What the refit at the end of the run gave, with <c>Refit</c>; else null. The result disposes of it.</summary>");
            writer.Line("public new Refit? Refit { get; }");
        }
        else
        {
            writer.Close();
        }

        writer.Close();
    }

    private static void WriteConstructor(SourceWriter writer, string name, string runtime)
    {
        writer.Line("/// <summary>Takes over what the runtime gave.</summary>");
        writer.Line($"internal {name}({runtime} found)");
        writer.Line("    : base(found)");
    }

    private static void WriteRecord(SourceWriter writer, string access, string summary, string name, string runtime)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"{access} sealed record {name} : {runtime}");
        WriteConstructor(writer, name, runtime);
        writer.Open("");
        writer.Close();
        writer.Close();
    }
}
