namespace EmailAgent.Mail.Mime;

/// <summary>Finds where a stretch of an encoded body can be cut, so that the next stretch decodes as if it began a body.</summary>
internal static class StretchCut
{
    /// <summary>Bytes that base64 needs behind its padding to distinguish another piece from a footer.</summary>
    private const int LookAhead = 1024;

    /// <summary>Finds the last boundary of a stretch after which the body continues.</summary>
    /// <returns>Bytes up to the boundary; the whole length if there is none.</returns>
    public static int Find(TransferEncoding encoding, ReadOnlySpan<byte> stretch)
    {
        var cut = encoding switch
        {
            TransferEncoding.Base64 => OfBase64(stretch),
            TransferEncoding.QuotedPrintable => OfQuotedPrintable(stretch),
            _ => stretch.Length,
        };
        return cut > 0 ? cut : stretch.Length;
    }

    private static int OfBase64(ReadOnlySpan<byte> stretch)
    {
        var end = stretch.Length;
        var late = stretch[Math.Max(0, end - LookAhead)..].IndexOf((byte)'=');
        if (late >= 0)
        {
            end = FirstOfPadding(stretch, Math.Max(0, end - LookAhead) + late);
        }

        // Padding ends a group, so that groups are counted from the last one.
        var from = stretch[..end].LastIndexOf((byte)'=') + 1;
        var letters = 0;
        foreach (var c in stretch[from..end])
        {
            letters += Base64Decoder.ValueOf(c) >= 0 ? 1 : 0;
        }

        for (var open = letters % 4; open > 0; end--)
        {
            open -= Base64Decoder.ValueOf(stretch[end - 1]) >= 0 ? 1 : 0;
        }

        return end;
    }

    private static int FirstOfPadding(ReadOnlySpan<byte> stretch, int padding)
    {
        while (padding > 0 && stretch[padding - 1] is (byte)'=' or (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')
        {
            padding--;
        }

        return padding;
    }

    private static int OfQuotedPrintable(ReadOnlySpan<byte> stretch)
    {
        var line = stretch.LastIndexOf((byte)'\n') + 1;
        if (line > 0)
        {
            return line;
        }

        // A line without end: neither an escape nor the blanks before its end must be split.
        var cut = stretch.Length;
        while (cut > 0 && (stretch[cut - 1] is (byte)'=' or (byte)' ' or (byte)'\t' or (byte)'\r' || (cut > 1 && stretch[cut - 2] == (byte)'=')))
        {
            cut--;
        }

        return cut;
    }
}
