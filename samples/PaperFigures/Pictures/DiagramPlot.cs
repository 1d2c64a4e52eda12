using ScottPlot;
using ScottPlot.Plottables;

namespace PaperFigures.Pictures;

/// <summary>Draws a computational graph.</summary>
internal static class DiagramPlot
{
    // Arrows end short of the boxes, in the units of the axes.
    private const double HalfWidth = 1.05;
    private const double HalfHeight = 0.42;

    public static void Draw(Plot plot, Diagram diagram)
    {
        foreach (Arrow arrow in diagram.Arrows)
        {
            Box from = diagram.Boxes.First(box => box.Name == arrow.From);
            Box to = diagram.Boxes.First(box => box.Name == arrow.To);
            (Coordinates start, Coordinates end) = Between(from, to, arrow.Gradient);
            ScottPlot.Plottables.Arrow drawn = plot.Add.Arrow(start, end);
            drawn.ArrowFillColor = arrow.Gradient ? Color.FromHex("#b22222") : Colors.Black;
            drawn.ArrowLineWidth = 0;
            drawn.ArrowWidth = 2;
            drawn.ArrowheadWidth = 9;
            drawn.ArrowheadLength = 11;
        }

        foreach (Box box in diagram.Boxes)
        {
            Text text = plot.Add.Text(box.Text, box.X, box.Y);
            text.LabelFontSize = 13;
            text.LabelAlignment = Alignment.MiddleCenter;
            text.LabelBackgroundColor = box.Learned ? Color.FromHex("#dcebf7") : Colors.White;
            text.LabelBorderColor = Colors.Black;
            text.LabelBorderWidth = 1.2f;
            text.LabelPadding = 8;
        }

        plot.Layout.Frameless();
        plot.HideGrid();
        double left = diagram.Boxes.Min(box => box.X) - 1.8;
        double right = diagram.Boxes.Max(box => box.X) + 1.8;
        plot.Axes.SetLimits(left, right, diagram.Boxes.Min(box => box.Y) - 0.8, diagram.Boxes.Max(box => box.Y) + 0.8);
    }

    // A gradient goes back beside the arrow that it belongs to.
    private static (Coordinates Start, Coordinates End) Between(Box from, Box to, bool gradient)
    {
        (double x, double y) = (to.X - from.X, to.Y - from.Y);
        double reach = Math.Min(x == 0 ? double.PositiveInfinity : HalfWidth / Math.Abs(x), y == 0 ? double.PositiveInfinity : HalfHeight / Math.Abs(y));
        double length = Math.Sqrt((x * x) + (y * y));
        (double asideX, double asideY) = gradient ? (-y / length * 0.22, x / length * 0.22) : (0, 0);
        return (
            new Coordinates(from.X + (x * reach) + asideX, from.Y + (y * reach) + asideY),
            new Coordinates(to.X - (x * reach) + asideX, to.Y - (y * reach) + asideY));
    }
}
