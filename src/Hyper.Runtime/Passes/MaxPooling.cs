using Hyper.Runtime.Host;

namespace Hyper.Runtime.Passes;

/// <summary>
/// The largest element of each window of an image. The library's own looks at one element after the other and branches on
/// each, which takes longer than the convolutions around it; compiled passes call this.
/// </summary>
public static class MaxPooling
{
    /// <summary>Pools, without padding.</summary>
    /// <param name="images">[rows, channels, height, width], or [channels, height, width] of one image.</param>
    /// <param name="kernel">Height and width of a window, from 1 to those of the image.</param>
    /// <param name="stride">Elements from one window to the next, from 1.</param>
    /// <param name="places">Where the largest elements lie in their channel, counted row by row, of the result's shape; of equal ones the first.</param>
    /// <returns>[…, channels, ⌊(height − kernel)/stride⌋ + 1, ⌊(width − kernel)/stride⌋ + 1].</returns>
    public static Tensor Of(Tensor images, int kernel, int stride, out Tensor places)
    {
        if (!CanReadDirectly(images, kernel, stride))
        {
            (var pooled, places) = torch.nn.functional.max_pool2d_with_indices(images, [kernel, kernel], [stride, stride]);
            return pooled;
        }

        var (height, width) = (images.size(-2), images.size(-1));
        long[] shape = [.. images.shape[..^2], ((height - kernel) / stride) + 1, ((width - kernel) / stride) + 1];
        var largest = torch.empty(shape, dtype: images.dtype);
        places = torch.empty(shape, dtype: ScalarType.Int32);
        var arguments = new MaxPoolKernel.Planes(
            TensorMemory.Address(images), TensorMemory.Address(largest), TensorMemory.Address(places), (int)height, (int)width, (int)shape[^2], (int)shape[^1], kernel, stride);
        HostThreads.ForItems(
            PlanesOf(images), height * width, arguments, images.dtype == ScalarType.Float64 ? MaxPoolKernel.Pool<double> : MaxPoolKernel.Pool<float>);
        return largest;
    }

    /// <summary>Takes a gradient back: each window's goes to where its largest element was.</summary>
    /// <param name="gradient">Of what was returned.</param>
    /// <param name="images">What was pooled.</param>
    /// <param name="places">What came with it.</param>
    /// <returns>Of the images' shape.</returns>
    public static Tensor PullBack(Tensor gradient, Tensor images, Tensor places)
    {
        var back = torch.zeros(images.shape, dtype: images.dtype, device: images.device);
        var (windows, elements) = (places.size(-2) * places.size(-1), images.size(-2) * images.size(-1));
        if (places.dtype != ScalarType.Int32)
        {
            back.view(-1, elements).scatter_add_(1, places.reshape(-1, windows), gradient.reshape(-1, windows));
            return back;
        }

        var dense = gradient.contiguous();
        var arguments = new MaxPoolKernel.Windows(TensorMemory.Address(dense), TensorMemory.Address(places), TensorMemory.Address(back), windows, elements);
        HostThreads.ForItems(PlanesOf(images), elements, arguments, back.dtype == ScalarType.Float64 ? MaxPoolKernel.PullBack<double> : MaxPoolKernel.PullBack<float>);
        return back;
    }

    // A plane is one channel of one image.
    private static long PlanesOf(Tensor images) => images.dim() == 4 ? images.size(0) * images.size(1) : images.size(0);

    private static bool CanReadDirectly(Tensor images, int kernel, int stride) =>
        images.device_type == DeviceType.CPU && images.dim() is 3 or 4 && images.is_contiguous() && images.dtype is ScalarType.Float32 or ScalarType.Float64
        && kernel >= 1 && stride >= 1 && images.size(-2) >= kernel && images.size(-1) >= kernel && images.size(-1) <= MaxPoolKernel.WidestRow
        && images.size(-2) * images.size(-1) <= MaxPoolKernel.MostElements;
}
