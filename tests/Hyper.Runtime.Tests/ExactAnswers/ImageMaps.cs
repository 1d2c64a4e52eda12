using static TorchSharp.torch;

namespace Hyper.Runtime.Tests.ExactAnswers;

/// <summary>
/// What augmentations do to images of 4 × 4 pixels, as matrices, written without TorchSharp's grids: the expected training loss
/// of a linear model is a mean over them.
/// </summary>
internal static class ImageMaps
{
    private const int Side = 4;

    /// <summary>The best response when the inputs are Mx with M drawn evenly from a list: (mean MAMᵀ)⁻¹·(mean M)·b.</summary>
    /// <param name="moment">A = XᵀX/n.</param>
    /// <param name="product">b = Xᵀy/n.</param>
    /// <param name="maps">Matrices of pixels by pixels.</param>
    public static Tensor BestResponse(Tensor moment, Tensor product, IEnumerable<double[,]> maps)
    {
        var all = stack(maps.Select(map => tensor(map)).ToArray());
        return linalg.solve(all.matmul(moment).bmm(all.transpose(1, 2)).mean([0]), all.mean([0]).mm(product));
    }

    public static IEnumerable<double[,]> Shifts(double strength) =>
        from x in Uniform(40) from y in Uniform(40) select Resampling((column, row) => (column + (strength * Side * x), row + (strength * Side * y)));

    public static IEnumerable<double[,]> Rotations(double degrees) => Uniform(400).Select(part =>
    {
        var (sine, cosine) = Math.SinCos(degrees * part * Math.PI / 180);
        return Resampling((column, row) => ((cosine * column) - (sine * row), (sine * column) + (cosine * row)));
    });

    public static IEnumerable<double[,]> Zooms(double strength) =>
        Uniform(400).Select(part => Resampling((column, row) => (column / (1 + (strength * part)), row / (1 + (strength * part)))));

    public static IEnumerable<double[,]> Cuts(int side) =>
        from x in Enumerable.Range(0, Side) from y in Enumerable.Range(0, Side) select Cut(side, x, y);

    /// <summary>The middles of equal parts of [−1, 1].</summary>
    private static IEnumerable<double> Uniform(int parts) => Enumerable.Range(0, parts).Select(part => (((2 * part) + 1.0) / parts) - 1);

    private static double[,] Cut(int side, int x, int y)
    {
        var map = new double[Side * Side, Side * Side];
        for (var pixel = 0; pixel < Side * Side; pixel++)
        {
            var (row, column) = (pixel / Side, pixel % Side);
            var (top, left) = (y - (side / 2), x - (side / 2));
            map[pixel, pixel] = row >= top && row < top + side && column >= left && column < left + side ? 0 : 1;
        }

        return map;
    }

    /// <summary>Bilinear sampling, zero outside. Coordinates are pixels from the image's centre.</summary>
    private static double[,] Resampling(Func<double, double, (double Column, double Row)> source)
    {
        const double middle = (Side - 1) / 2.0;
        var map = new double[Side * Side, Side * Side];
        for (var pixel = 0; pixel < Side * Side; pixel++)
        {
            var (column, row) = source((pixel % Side) - middle, (pixel / Side) - middle);
            for (var from = 0; from < Side * Side; from++)
            {
                var (across, down) = (Math.Abs(column - ((from % Side) - middle)), Math.Abs(row - ((from / Side) - middle)));
                map[pixel, from] = Math.Max(0, 1 - across) * Math.Max(0, 1 - down);
            }
        }

        return map;
    }
}
