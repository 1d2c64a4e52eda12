using Hyper.Runtime.Layers.Rows;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Layers;

/// <summary>The way of a GPU, one convolution in groups, gives what the way of a host does, a convolution for each sample.</summary>
public sealed class SampleConvolutionTests
{
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    public void One_in_groups_is_as_good_as_one_for_each_sample(int samples, int groups)
    {
        using var scope = NewDisposeScope();
        manual_seed(17);
        var input = randn(samples * 3, 4, 6, 5, dtype: ScalarType.Float64).requires_grad_();
        var weight = randn([samples, 8, 4 / groups, 3, 3], dtype: ScalarType.Float64).requires_grad_();
        var bias = randn(samples, 8, dtype: ScalarType.Float64).requires_grad_();
        var each = SampleConvolution.OneByOne(input, weight, bias, samples, groups, Convolve);
        var grouped = SampleConvolution.InGroups(input, weight, bias, samples, groups, Convolve);
        AssertNear(each, grouped);
        var gradient = randn_like(each);
        var ofEach = autograd.grad([each], [input, weight, bias], [gradient]);
        var ofGrouped = autograd.grad([grouped], [input, weight, bias], [gradient]);
        for (var i = 0; i < ofEach.Count; i++)
        {
            AssertNear(ofEach[i], ofGrouped[i]);
        }

        static Tensor Convolve(Tensor input, Tensor weight, Tensor? bias, long groups) => nn.functional.conv2d(input, weight, bias, [1, 1], [1, 1], groups: groups);
    }

    private static void AssertNear(Tensor expected, Tensor actual) => Assert.True((expected - actual).abs().max().item<double>() < 1e-12);
}
