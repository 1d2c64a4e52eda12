using SkiaSharp;

namespace Hyper.Tables.Pictures;

/// <summary>Reads one picture.</summary>
internal static class PictureFile
{
    /// <summary>Reads a picture, scaled to a size.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="into">[channels, height, width].</param>
    /// <exception cref="HyperDslException">The file is no picture, or is damaged.</exception>
    public static void Read(string path, int width, int height, int channels, Span<byte> into)
    {
        using var picture = Decode(path);
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var scaled = picture.Width == width && picture.Height == height ? picture.Copy() : picture.Resize(info, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        var pixels = scaled.GetPixelSpan();
        var count = width * height;
        for (var i = 0; i < count; i++)
        {
            var pixel = pixels.Slice(i * 4, 4);
            if (channels == 1)
            {
                // The weights of ITU-R BT.601, in thousandths.
                into[i] = (byte)(((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]) + 500) / 1000);
                continue;
            }

            for (var channel = 0; channel < channels; channel++)
            {
                into[(channel * count) + i] = pixel[channel];
            }
        }
    }

    // By the codec itself: what decodes in one call takes a file that is cut short for a whole one.
    private static SKBitmap Decode(string path)
    {
        using var codec = SKCodec.Create(path, out var found);
        if (codec is null)
        {
            throw new HyperDslException($"'{path}' cannot be read as a picture ({found}); remove it, or replace it.");
        }

        var picture = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var result = codec.GetPixels(picture.Info, picture.GetPixels());
        if (result == SKCodecResult.Success)
        {
            return picture;
        }

        picture.Dispose();
        throw new HyperDslException($"'{path}' is damaged ({result}); remove it, or replace it.");
    }
}
