using Hyper.Generators.Tests.Harness;

namespace Hyper.Generators.Tests.Emitting;

/// <summary>Single generated members, each in the test that says why it is as it is. Whole files are in <see cref="EmittedFilesTests"/>.</summary>
public sealed class GeneratedMemberTests
{
    private static readonly ModelSource Good = new();

    private static readonly ModelSource One = Good with
    {
        Hyperparameters = "    [Hyperparameter(Initial = 0.5)] public partial HyperTensor Rate { get; }",
        TrainingLoss = "    [TrainingLoss] Tensor Fit(Tensor x, Tensor y) => Use(Rate);",
    };

    private static ModelSource Family(string family) => One with { Attribute = $"[HyperModel(Hypernetwork.{family})]", Hyperparameters = One.Hyperparameters.Replace("0.5", "0.5, Count = 30") };

    [Fact]
    public void A_layer_takes_its_slots_after_those_of_the_layers_before()
        => Verify.Generated(Good).Member("Output").IsBody("__Output ??= new HyperLinear(__context, weightSlot: 2, biasSlot: 3)");

    [Fact]
    public void A_layer_without_bias_says_so()
        => Verify.Generated(Good with { Layers = Good.Layers.Replace("(64, 32)", "(64, 32, Bias = false)") })
            .Member("Hidden").IsBody("__Hidden ??= new HyperLinear(__context, weightSlot: 0, biasSlot: -1)");

    [Fact]
    public void Options_of_a_layer_are_arguments_of_its_class()
        => Verify.Generated(Good with { Layers = "    [Embedding(10, 4, PaddingIndex = 3)] public partial HyperEmbedding Words { get; }", Forward = "    [Forward] Tensor Predict(Tensor x) => Use(Words);" })
            .Member("Words").IsBody("__Words ??= new HyperEmbedding(__context, weightSlot: 0, paddingIndex: 3)");

    [Fact]
    public void A_hyperparameter_is_found_by_its_place_in_the_space()
        => Verify.Generated(Good).Member("Digits.Dropout").IsBody("__Dropout ??= new HyperTensor(__context, Hyperparameters.Space.Hyperparameters[1])");

    [Fact]
    public void A_record_starts_at_the_initial_values()
        => Verify.Generated(One).Member("Hyperparameters.Rate").IsBody("0.5");

    [Fact]
    public void The_parameter_of_CopyTo_does_not_hide_a_hyperparameter_of_its_name()
        => Verify.Generated(One with { Hyperparameters = One.Hyperparameters.Replace("Rate", "natural"), TrainingLoss = One.TrainingLoss.Replace("Rate", "natural") })
            .Member("Hyperparameters.CopyTo").IsBody("natural[0] = this.natural;");

    [Fact]
    public void A_shared_module_is_handed_to_the_state()
        => Verify.Generated(Good with { Members = Good.Members + "\n    [SharedModule] private readonly nn.Module part = nn.Linear(4, 4);\n    private object Uses => part;" })
            .Member("Digits.Create").IsBody("var model = new Digits();", "model.__context.State.Share(\"part\", model.part);", "return model;");

    [Fact]
    public void A_layer_that_keeps_statistics_tells_the_state_of_them()
        => Verify.Generated(Good with { Layers = Good.Layers + "\n    [BatchNorm(4)] public partial HyperBatchNorm Norm { get; }", Forward = Good.Forward.Replace("=> ", "=> Use(Norm) + ") })
            .Member("Digits.Create").IsBody("var model = new Digits();", "HyperBatchNorm.Declare(model.__context, weightSlot: 4);", "return model;");

    [Fact]
    public void A_linear_response_is_one_product_and_keeps_nothing()
        => Verify.Generated(Family("Linear")).Member("BestResponse.Respond").IsBody("ThinProduct.Combine(weights, phi0, z, phi);", "return z;");

    [Fact]
    public void A_factorized_response_moves_its_bias_when_the_reference_point_moves()
        => Verify.Generated(Family("Factorized, Rank = 3")).Member("BestResponse.Recenter").IsBody("b1.add_(ThinProduct.Project(step, w1))");

    [Fact]
    public void A_centered_response_stays_where_it_is()
        => Verify.Generated(Family("Centered")).Member("BestResponse.Recenter").IsBody();

    [Fact]
    public void A_mlp_sends_the_gradient_through_the_units_that_are_on()
        => Verify.Generated(Family("Mlp, HiddenUnits = 4")).Member("BestResponse.PullBack")
            .HasLine("var hiddenGradient = ThinProduct.Project(gradient, w2).mul_(hidden.gt(Scalars.Of(0)));");

    [Fact]
    public void Only_the_settings_that_are_given_or_the_algorithms_own_are_written()
        => Verify.Generated((Good with { After = "[Experiment<Digits>(Steps = 50, Antithetic = true)] public static partial class Tune;" }).ToString())
            .Member("Tune.Settings").IsBody("new() { Steps = 50, RestartAt = 0.3, WarmupShare = 0.2, Antithetic = true, }");

    [Fact]
    public void A_run_without_settings_has_those_of_the_experiment()
        => Verify.Generated((Good with { After = "[Experiment<Digits>] public static partial class Tune;" }).ToString())
            .Member("RunFromAsync").IsBody("new(await Tuning.RunAsync(static (rows, numbers) => new Run(rows, numbers), data, settings ?? Settings, progress, cancellation, start).ConfigureAwait(false))");

    [Fact]
    public void The_experiments_of_a_project_are_registered_in_the_order_of_their_names()
        => Verify.Generated((Good with { After = "[Experiment<Digits>] public static partial class B;\n[Experiment<Digits>] public static partial class A;" }).ToString())
            .Member("Startup.Initialize").IsBody("NativeBackend.Prepare();", "A.__Register();", "B.__Register();");
}
