using Hyper.Runtime.Host;
using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Rows;

namespace Hyper.Runtime.Layers;

/// <summary>
/// Augmentations of images, and of rows of any kind, whose strengths are hyperparameters. Each row is changed at random
/// with the strength of its own hyperparameter sample, in training only.
/// </summary>
/// <remarks>
/// Call these by their names alone: the compiler imports them into every project with models. Pixel values may have any
/// range, so that nothing is clipped to one.
/// </remarks>
public static class Augmentations
{
    /// <summary>
    /// Cutout (DeVries and Taylor, 2017): a square of each image becomes zero, in all channels. Its centre is any pixel;
    /// what lies beyond the border is cut off.
    /// </summary>
    /// <param name="images">[rows, channels, height, width].</param>
    /// <param name="size">The square's side in pixels, one scalar hyperparameter from 0 up; rounded for use.</param>
    /// <returns>Images of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or the tensor is not one of images.</exception>
    public static Tensor Cutout(Tensor images, HyperTensor size)
    {
        RequireImages(images, nameof(Cutout));
        if (!size.Context.IsTraining)
        {
            return images;
        }

        var side = size.ColumnFor(images).detach().round();
        var cut = Inside(images, side, 2, size.Context.Noise).logical_and(Inside(images, side, 3, size.Context.Noise));
        return images * cut.logical_not();
    }

    /// <summary>Brightness: each image times its own factor, uniform between 1 − s and 1 + s.</summary>
    /// <param name="images">[rows, …].</param>
    /// <param name="strength">s, one scalar hyperparameter, usually between 0 and 1.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value.</exception>
    public static Tensor Brightness(Tensor images, HyperTensor strength) =>
        strength.Context.IsTraining ? images * Draw(images, strength).add(Scalars.Of(1), Scalars.Of(1)) : images;

    /// <summary>Contrast: each image's distance from its own mean times a factor, uniform between 1 − s and 1 + s.</summary>
    /// <param name="images">[rows, …]; the mean is over everything in a row.</param>
    /// <param name="strength">s, one scalar hyperparameter, usually between 0 and 1.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value.</exception>
    public static Tensor Contrast(Tensor images, HyperTensor strength)
    {
        if (!strength.Context.IsTraining)
        {
            return images;
        }

        var mean = RowColumns.Shaped(images.flatten(1).mean([1]), images);
        return images.add((images - mean) * Draw(images, strength), Scalars.Of(1));
    }

    /// <summary>
    /// Saturation: each pixel's distance from its own grey (0.299 red + 0.587 green + 0.114 blue) times a factor, uniform
    /// between 1 − s and 1 + s for each image.
    /// </summary>
    /// <param name="images">[rows, 3, height, width]: red, green, blue.</param>
    /// <param name="strength">s, one scalar hyperparameter, usually between 0 and 1.</param>
    /// <returns>Images of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or the images do not have three channels.</exception>
    public static Tensor Saturation(Tensor images, HyperTensor strength)
    {
        RequireImages(images, nameof(Saturation));
        if (images.shape[1] != 3)
        {
            throw new HyperDslException($"Saturation needs three channels, red, green and blue; these images have {images.shape[1]}.");
        }

        if (!strength.Context.IsTraining)
        {
            return images;
        }

        var grey = (images.narrow(1, 0, 1) * Scalars.Of(0.299)).add(images.narrow(1, 1, 1) * Scalars.Of(0.587), Scalars.Of(1)).add(images.narrow(1, 2, 1) * Scalars.Of(0.114), Scalars.Of(1));
        return images.add((images - grey) * Draw(images, strength), Scalars.Of(1));
    }

    /// <summary>
    /// A random shift of each image, uniform between −s and s of its height and of its width; what comes in from outside
    /// is zero. Bilinear.
    /// </summary>
    /// <param name="images">[rows, channels, height, width].</param>
    /// <param name="strength">s, a fraction of the size: one scalar hyperparameter, usually between 0 and 0.5.</param>
    /// <returns>Images of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or the tensor is not one of images.</exception>
    public static Tensor Shift(Tensor images, HyperTensor strength)
    {
        RequireImages(images, nameof(Shift));
        if (!strength.Context.IsTraining)
        {
            return images;
        }

        // The grid's unit is half the size.
        var x = PerRow(images, strength) * Scalars.Of(2);
        var y = PerRow(images, strength) * Scalars.Of(2);
        var (zero, one) = (torch.zeros_like(x), torch.ones_like(x));
        return Resample(images, [one, zero, x, zero, one, y]);
    }

    /// <summary>A random rotation of each image about its centre, uniform between −a and a degrees; corners that come in are zero. Bilinear.</summary>
    /// <param name="images">[rows, channels, height, width].</param>
    /// <param name="angle">a, in degrees: one scalar hyperparameter between 0 and 180.</param>
    /// <returns>Images of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or the tensor is not one of images.</exception>
    public static Tensor Rotate(Tensor images, HyperTensor angle)
    {
        RequireImages(images, nameof(Rotate));
        if (!angle.Context.IsTraining)
        {
            return images;
        }

        var radians = PerRow(images, angle) * Scalars.Of(Math.PI / 180);
        var (cosine, sine, zero) = (radians.cos(), radians.sin(), torch.zeros_like(radians));

        // The grid measures height and width in units of their own, but a rotation keeps distances in pixels.
        var aspect = (double)images.shape[2] / images.shape[3];
        return Resample(images, [cosine, sine * Scalars.Of(-aspect), zero, sine / Scalars.Of(aspect), cosine, zero]);
    }

    /// <summary>
    /// A random zoom of each image about its centre, by a factor uniform between 1 − s and 1 + s; what comes in from
    /// outside is zero. Bilinear.
    /// </summary>
    /// <param name="images">[rows, channels, height, width].</param>
    /// <param name="strength">s, one scalar hyperparameter between 0 and below 1: give it a Max, such as 0.5.</param>
    /// <returns>Images of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or the tensor is not one of images.</exception>
    public static Tensor Rescale(Tensor images, HyperTensor strength)
    {
        RequireImages(images, nameof(Rescale));
        if (!strength.Context.IsTraining)
        {
            return images;
        }

        var scale = Scalars.Of(1) / PerRow(images, strength).add(Scalars.Of(1), Scalars.Of(1));
        var zero = torch.zeros_like(scale);
        return Resample(images, [scale, zero, zero, zero, scale, zero]);
    }

    /// <summary>
    /// Mixup (Zhang et al., 2018): each row becomes m·row + (1 − m)·partner, with m ~ Beta(α, α) and the partner another
    /// row of the same hyperparameter sample. The training loss mixes the targets in the same way:
    /// <see cref="LossShape.MixTargets"/>.
    /// </summary>
    /// <param name="inputs">[rows, …], floating point.</param>
    /// <param name="strength">α, one scalar hyperparameter above 0: near 0 rows are hardly mixed, at 1 evenly, such as on a logarithmic scale.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="HyperDslException">The hyperparameter has more than one value, or it has mixed rows in this pass already.</exception>
    public static Tensor Mixup(Tensor inputs, HyperTensor strength)
    {
        if (!strength.Context.IsTraining)
        {
            return inputs;
        }

        if (strength.Mixture is not null)
        {
            throw new HyperDslException($"Mixup was called twice in one pass with {strength.Info.Name}: the targets can follow one mixture only.");
        }

        var mixture = Mixture.Draw(inputs, strength.ColumnFor(inputs), strength.Context);
        strength.Mixture = mixture;
        return mixture.Of(inputs);
    }

    /// <summary>A uniform draw between −s and s for each row, [rows, 1, …].</summary>
    private static Tensor Draw(Tensor images, HyperTensor strength) =>
        RowColumns.Uniform(images, strength.Context.Noise) * strength.ColumnFor(images);

    private static Tensor PerRow(Tensor images, HyperTensor strength) => Draw(images, strength).view(-1);

    /// <summary>Whether each pixel lies in the square, along one dimension: shaped to broadcast along the others.</summary>
    private static Tensor Inside(Tensor images, Tensor side, int dimension, Generator? noise)
    {
        var length = images.shape[dimension];
        var centre = Draws.Whole(length, [images.shape[0], 1, 1, 1], images.dtype, images.device, noise);
        long[] shape = [1, 1, 1, 1];
        shape[dimension] = length;
        var pixel = torch.arange(Scalars.Of(0), Scalars.Of(length), Scalars.Of(1), dtype: images.dtype, device: images.device).view(shape);
        var first = centre - (side / Scalars.Of(2)).floor();
        return pixel.ge(first).logical_and(pixel.lt(first.add(side, Scalars.Of(1))));
    }

    /// <summary>Images seen through an affine map from where a pixel goes to where it comes from, one a row.</summary>
    /// <param name="images">[rows, channels, height, width].</param>
    /// <param name="map">The map's two by three entries row by row, each [rows].</param>
    private static Tensor Resample(Tensor images, Tensor[] map)
    {
        var theta = torch.stack(map, 1).view(-1, 2, 3);
        var grid = torch.nn.functional.affine_grid(theta, images.shape, align_corners: false);

        // By default it interpolates bilinearly and finds zeros outside.
        return torch.nn.functional.grid_sample(images, grid, align_corners: false);
    }

    private static void RequireImages(Tensor images, string method)
    {
        if (images.dim() != 4)
        {
            throw new HyperDslException(
                $"{method} takes images, [rows, channels, height, width], but was given a tensor of shape [{string.Join(", ", images.shape)}]. Rows of pixels become images with view(-1, channels, height, width).");
        }
    }
}
