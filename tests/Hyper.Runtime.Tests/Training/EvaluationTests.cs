using Hyper.Runtime.Native;
using Hyper.Runtime.Tests.Models;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Training;

/// <summary>Evaluations fit into memory, give one answer, and come from any number of threads.</summary>
[Collection(nameof(AloneInProcess))]
public sealed class EvaluationTests
{
    static EvaluationTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public async Task An_evaluation_takes_no_more_rows_than_a_step_and_half_of_them_where_memory_is_short()
    {
        using var data = SmallData.Labelled();
        OnOrder.Most = 0;
        using var result = await TuneOnOrder.RunAsync(data);
        Assert.Equal(8, OnOrder.Most);
        var whole = result.Model.ValidationLoss(data.Training);
        try
        {
            (OnOrder.Fitting, OnOrder.Most) = (3, 0);
            Assert.Equal(result.Model.Accuracy(data.Training), result.Model.Accuracy(data.Training));
            Assert.Equal(2, OnOrder.Most);

            // The loss draws for each part: it is the parts that have changed.
            Assert.Equal(whole, result.Model.ValidationLoss(data.Training), 0.2);
            OnOrder.Fitting = 0;
            Assert.ThrowsAny<Exception>(() => result.Model.Accuracy(data.Training));
        }
        finally
        {
            OnOrder.Fitting = long.MaxValue;
        }
    }

    [Fact]
    public async Task A_noisy_loss_is_one_number()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneOnOrder.RunAsync(data);
        var before = Generator.Default.get_state();
        var loss = result.Model.ValidationLoss(data.Validation);
        Assert.Equal(loss, result.Model.ValidationLoss(data.Validation));
        Assert.Equal(result.ValidationLoss, loss);
        Assert.Equal(result.ValidationLossAt(result.Hyperparameters), result.ValidationLossAt(result.Hyperparameters));

        // Nobody else's numbers have been drawn.
        Assert.True(before.eq(Generator.Default.get_state()).all().item<bool>());
    }

    [Fact]
    public void A_run_beside_it_that_puts_the_generator_back_does_not_hide_that_a_model_draws()
    {
        var model = ModelCreation.Blank<OnOrder, OnOrder.Trained, OnOrder.Hyperparameters>();
        using var before = Generator.Default.get_state();
        var calls = 0;
        Thread? other = null;
        Drawn Evaluate()
        {
            if (++calls == 2)
            {
                // As the creation of a model does in another run, to which the generator stood as it did before the first of the two evaluations.
                other = new Thread(() =>
                {
                    lock (LibraryNoise.Gate)
                    {
                        LibraryNoise.Restore(before);
                    }
                });
                other.Start();
                other.Join(TimeSpan.FromMilliseconds(50));
            }

            using var number = rand(1, ScalarType.Float64);
            return new Drawn(number.item<double>());
        }

        var first = LibraryNoise.Same(model, Evaluate, (one, other) => one == other);
        other!.Join();

        Assert.Equal(3, calls);
        Assert.Equal(first, LibraryNoise.Same(model, Evaluate, (one, other) => one == other));
    }

    // A type of its own: what is asked of a class is remembered by the type of the answer.
    private readonly record struct Drawn(double Number);

    [Fact]
    public async Task Sixteen_threads_predict_with_one_model_while_a_run_goes_on()
    {
        using var data = SmallData.Labelled();
        using var result = await TuneOnOrder.RunAsync(data);
        using var expected = result.Model.Predict(data.Validation.Inputs);
        var going = TuneOnOrder.RunAsync(data, TuneOnOrder.Settings with { Steps = 300 });
        var threads = Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 40; i++)
                {
                    using var scope = NewDisposeScope();
                    Assert.True(result.Model.Predict(data.Validation.Inputs).eq(expected).all().item<bool>());
                }
            },
            TaskCreationOptions.LongRunning)).ToArray();
        await Task.WhenAll(threads);
        using var other = await going;
    }
}
