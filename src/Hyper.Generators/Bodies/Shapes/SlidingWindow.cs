namespace Hyper.Generators.Bodies.Shapes;

/// <summary>What a convolution or a pooling does with one dimension. A number that is not known is null.</summary>
internal sealed record SlidingWindow(long? Kernel, long? Stride, long? Padding, long? Dilation, bool RoundsUp = false)
{
    /// <summary>The size that comes out: ⌊(x + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1.</summary>
    public Dim Of(Dim size)
    {
        if (Kernel is not { } kernel || Stride is not (>= 1 and var stride) || Padding is not { } padding || Dilation is not { } dilation)
        {
            return Dim.Fresh();
        }

        var lost = (dilation * (kernel - 1)) - (2 * padding);
        if (stride == 1 && lost == 0)
        {
            return size;
        }

        return size.IsNumber && !RoundsUp ? Dim.Of(FloorOver(size.Factor - lost - 1, stride) + 1) : Dim.Fresh();
    }

    /// <summary>What a transposed convolution makes of it: (x − 1)·stride − 2·padding + dilation·(kernel − 1) + output padding + 1.</summary>
    public Dim Back(Dim size, long outputPadding)
    {
        if (Kernel is not { } kernel || Stride is not { } stride || Padding is not { } padding || Dilation is not { } dilation)
        {
            return Dim.Fresh();
        }

        var gained = (dilation * (kernel - 1)) - (2 * padding) + outputPadding;
        return size.IsNumber ? Dim.Of(((size.Factor - 1) * stride) + gained + 1) : stride == 1 && gained == 0 ? size : Dim.Fresh();
    }

    private static long FloorOver(long value, long divisor) => value >= 0 ? value / divisor : -1;
}
