using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Fuzzing;

/// <summary>
/// Random edits of annotated sources: the compiler never throws, and where neither C# nor a rule finds fault with what
/// the user wrote, what is generated compiles.
/// </summary>
public sealed class FuzzTests
{
    private const int Edits = 80;

    private static readonly string[] Seeds =
    [
        new ModelSource { After = "[Experiment<Digits>(Algorithm.Joint, Steps = 10, HyperSamples = 2, LearningRate = 0.1)] public static partial class Tune { }" }.ToString(),
        $$"""
        {{ModelSource.Usings}}
        namespace A.B
        {
            public partial class Outer
            {
                [HyperModel(Hypernetwork.Elementwise)]
                internal partial class Digits
                {
                    [Linear(3, 2, Bias = false)] internal partial HyperLinear First { get; }
                    [Hyperparameter(Min = 1e-6, Max = 1, Scale = Scale.Log, Per = Per.Weight)] private partial HyperTensor Decay { get; }
                    [Hyperparameter(Initial = 2, Count = 3)] public partial HyperTensor Others { get; }
                    [Forward] public static Tensor Predict(Tensor x) { return x; }
                    [TrainingLoss, ValidationLoss] private Tensor Loss(Tensor x, Tensor y) => mse_loss(First.forward(x), y);
                    private Tensor Terms() => L2(Decay) + Drop(L1(Decay), Others);
                }
                [Experiment<Digits>(Algorithm.Simplified, Rows = SampleRows.Repeat, Momentum = 0.5)] internal static partial class Tune;
            }
        }
        """,
    ];

    public static TheoryData<int, int> Batches()
    {
        var batches = new TheoryData<int, int>();
        for (var source = 0; source < Seeds.Length; source++)
        {
            for (var start = 0; start < 2 * Edits; start += Edits)
            {
                batches.Add(source, start);
            }
        }

        return batches;
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Random_edits_never_throw_and_never_break_the_generated_code(int source, int start)
    {
        var emitted = 0;
        for (var seed = start; seed < start + Edits; seed++)
        {
            var text = Mutations.Mutate(Seeds[source], seed);
            var run = GeneratedCode.Run(Project.Of(text), $"Seed {seed}", text);
            OfferedFixes.TakeAll(run);
            if (run.Files.Keys.Any(name => name.EndsWith(".Layers.g.cs")))
            {
                emitted++;
                GeneratedCode.Check(run, $"Seed {seed}", text);
            }
        }

        // Most edits must leave something that is judged, or the test has lost its subject.
        Assert.InRange(emitted, Edits / 10, Edits);
    }
}
