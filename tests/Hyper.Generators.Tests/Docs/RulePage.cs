using System.Runtime.CompilerServices;
using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Docs;

/// <summary>A page of <c>docs/rules</c>, and its two pieces of code made whole.</summary>
internal sealed class RulePage
{
    /// <summary>What a line that starts with <c>// …</c> stands for: each part that the code on the page does not have itself.</summary>
    private static readonly (string Attribute, string Code)[] Parts =
    [
        ("[Linear", "[Linear(64, 10)] public partial HyperLinear Output { get; }"),
        ("[Hyperparameter", "[Hyperparameter(Initial = 1e-3, Scale = Scale.Log)] public partial HyperTensor WeightDecay { get; }"),
        ("[Forward]", "[Forward] private Tensor Predict(Tensor pixels) => Whole(this, pixels);"),
        ("[TrainingLoss]", "[TrainingLoss] private Tensor Fit(Tensor logits, Tensor labels) => Whole(this, logits);"),
        ("[ValidationLoss]", "[ValidationLoss] private Tensor Score(Tensor logits, Tensor labels) => cross_entropy(logits, labels);"),
        ("Whole(object", "private static Tensor Whole(object model, Tensor rows) => model is null ? rows : rows;"),
    ];

    private RulePage(string text)
    {
        Text = text;
        var blocks = text.Split("```csharp\n");
        Wrong = Complete(blocks[1].Split("```")[0]);
        Right = Complete(blocks[2].Split("```")[0]);
    }

    public string Text { get; }

    public string Wrong { get; }

    public string Right { get; }

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "../../../docs/rules"));

    public static RulePage Read(string id) => new(File.ReadAllText(Path.Combine(Folder, id + ".md")));

    /// <summary>Code with all that it leaves out.</summary>
    internal static string Complete(string code)
    {
        if (!code.Contains("class "))
        {
            code = $"[HyperModel]\npublic sealed partial class Digits\n{{\n{code}\n// …\n}}\n";
        }

        // Code about something else than a model stands beside one that has every part itself.
        var ownParts = code;
        if (!code.Contains("[HyperModel"))
        {
            code += "\n[HyperModel]\npublic sealed partial class Digits\n{\n// …\n}\n";
            ownParts = "";
        }

        var missing = string.Join("\n", Parts.Where(part => !ownParts.Contains(part.Attribute)).Select(part => part.Code));
        var lines = code.Split('\n').Select(line => line.TrimStart().StartsWith("// …", StringComparison.Ordinal) ? missing : line);
        return ModelSource.Usings + string.Join("\n", lines);
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
