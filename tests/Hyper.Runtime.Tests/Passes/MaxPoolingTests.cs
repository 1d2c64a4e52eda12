using CsCheck;
using Hyper.Runtime.Passes;
using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.Passes;

/// <summary>Pooling in compiled passes gives what the library's gives, to the last bit, and sends gradients to the same places.</summary>
public sealed class MaxPoolingTests
{
    private static readonly Gen<(int Height, int Width, int Kernel, int Stride, int Seed)> Windows =
        from kernel in Gen.Int[1, 5]
        from height in Gen.Int[kernel, 24]
        from width in Gen.Int[kernel, 40]
        from stride in Gen.Int[1, 4]
        from seed in Gen.Int[0, 100_000]
        select (height, width, kernel, stride, seed);

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Any_windows_of_numbers_that_are_often_equal(ScalarType type)
        => Windows.Sample(at =>
        {
            using var scope = NewDisposeScope();
            using var noise = new Generator((ulong)at.Seed);
            var images = randint(-3, 4, [2, 3, at.Height, at.Width], dtype: type, generator: noise);
            AssertSame(images, at.Kernel, at.Stride);
        });

    [Fact]
    public void Many_channels_on_two_threads()
    {
        using var scope = NewDisposeScope();
        var threads = get_num_threads();
        try
        {
            set_num_threads(2);
            AssertSame(randn(100, 8, 28, 28), 2, 2);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Fact]
    public void A_part_of_a_larger_tensor_and_one_that_is_not_dense()
    {
        using var scope = NewDisposeScope();
        var images = randn(6, 4, 9, 9);
        AssertSame(images.narrow(0, 2, 3), 3, 2);
        AssertSame(images.transpose(0, 1), 3, 2);
    }

    [Fact]
    public void One_image_by_itself()
    {
        using var scope = NewDisposeScope();
        AssertSame(randn(64, 8, 8), 2, 2);
        AssertSame(randn(3, 9, 7, dtype: ScalarType.Float64), 3, 1);
        AssertSame(randn(8, 64, 8).transpose(0, 1), 2, 2);
        AssertSame(randn(1, 3, MaxPoolKernel.WidestRow + 1), 2, 2);
    }

    [Fact]
    public void Channels_that_come_last_in_memory()
    {
        using var scope = NewDisposeScope();
        AssertSame(randn(2, 6, 6, 5).permute(0, 3, 1, 2), 2, 2);
    }

    [Fact]
    public void Rows_that_are_too_wide_are_left_to_the_library()
    {
        using var scope = NewDisposeScope();
        AssertSame(randn(1, 2, 3, MaxPoolKernel.WidestRow + 1), 2, 2);
    }

    [Fact]
    public void What_is_no_number_comes_through()
    {
        using var scope = NewDisposeScope();
        for (var place = 0; place < 36; place++)
        {
            var images = arange(36, dtype: ScalarType.Float32).view(1, 1, 6, 6).clone();
            images.view(-1)[place] = float.NaN;
            Assert.Equal(nn.functional.max_pool2d(images, 3).isnan().data<bool>(), MaxPooling.Of(images, 3, 3, out _).isnan().data<bool>());
        }
    }

    private static void AssertSame(Tensor images, int kernel, int stride)
    {
        var leaf = images.detach().clone().requires_grad_();
        var expected = nn.functional.max_pool2d(leaf, kernel, stride);
        var gradient = randn_like(expected);
        var back = autograd.grad([expected], [leaf], [gradient])[0];
        var pooled = MaxPooling.Of(images, kernel, stride, out var places);
        Assert.True(pooled.Equals(expected), $"[{string.Join(", ", images.shape)}], {kernel}, {stride}");
        var tolerance = images.dtype == ScalarType.Float64 ? 1e-14 : 1e-5;
        Assert.True((MaxPooling.PullBack(gradient, images, places) - back).abs().max().to(ScalarType.Float64).item<double>() < tolerance, $"[{string.Join(", ", images.shape)}], {kernel}, {stride}");
    }
}
