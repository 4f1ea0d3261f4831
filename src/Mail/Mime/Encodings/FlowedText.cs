namespace EmailAgent.Mail.Mime;

/// <summary>Joins the lines of text/plain; format=flowed (RFC 3676 section 4).</summary>
internal static class FlowedText
{
    /// <param name="text">Text with "\n" line ends; the result is written over it.</param>
    /// <param name="deleteSpace">The parameter DelSp=yes.</param>
    /// <returns>Length of the result, at most that of the text.</returns>
    public static int Join(Span<char> text, bool deleteSpace)
    {
        int read = 0, written = 0, openDepth = -1;
        while (read < text.Length)
        {
            var length = text[read..].IndexOf('\n');
            var end = length < 0 ? text.Length : read + length;
            var depth = 0;
            while (read + depth < end && text[read + depth] == '>')
                depth++;
            var start = read + depth;
            if (start < end && text[start] == ' ')
                start++;

            // A signature mark stands alone, and so does an empty line: senders mean a new paragraph by it.
            var isSignature = text[start..end].SequenceEqual("-- ");
            if (openDepth != depth || isSignature || start == end)
                written = Begin(text, written, openDepth >= 0, text[read..(depth > 0 ? start : read)]);
            var flowed = end > start && text[end - 1] == ' ' && !isSignature;
            var content = text[start..(flowed && deleteSpace ? end - 1 : end)];
            content.CopyTo(text[written..]);
            written += content.Length;
            openDepth = flowed ? depth : -1;
            if (!flowed && length >= 0)
                text[written++] = '\n';
            read = end + 1;
        }

        return written;
    }

    /// <summary>Ends a paragraph left open and writes the quote marks of the next line.</summary>
    private static int Begin(Span<char> text, int written, bool open, ReadOnlySpan<char> quote)
    {
        if (open)
            text[written++] = '\n';
        quote.CopyTo(text[written..]);
        return written + quote.Length;
    }
}
