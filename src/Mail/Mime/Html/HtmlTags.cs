using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Mime;

/// <summary>Element names and the properties of elements.</summary>
internal static class HtmlTags
{
    private static readonly string[] Names = BuildNames();

    /// <summary>Index into <see cref="Names"/> of the first name for each letter; the names are in alphabetical order.</summary>
    private static readonly byte[] FirstByLetter = BuildIndex();

    public static string Name(HtmlTag tag) => Names[(int)tag];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static HtmlTag Identify(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > 10)
            return HtmlTag.Unknown;
        var letter = (name[0] | 0x20) - 'a';
        if (letter is < 0 or > 25)
            return HtmlTag.Unknown;
        for (int i = FirstByLetter[letter]; i < FirstByLetter[letter + 1]; i++)
        {
            if (name.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
                return (HtmlTag)i;
        }

        return HtmlTag.Unknown;
    }

    /// <summary>Returns whether an element has no content and no end tag.</summary>
    public static bool IsVoid(HtmlTag tag) => tag is HtmlTag.Area or HtmlTag.Base or HtmlTag.Br or HtmlTag.Col or HtmlTag.Embed
        or HtmlTag.Hr or HtmlTag.Img or HtmlTag.Input or HtmlTag.Link or HtmlTag.Meta or HtmlTag.Param or HtmlTag.Source
        or HtmlTag.Track or HtmlTag.Wbr or HtmlTag.Frame;

    /// <summary>Returns whether the content of an element is text up to its own end tag.</summary>
    public static bool IsRawText(HtmlTag tag) => tag is HtmlTag.Script or HtmlTag.Style or HtmlTag.Title or HtmlTag.Textarea
        or HtmlTag.Xmp or HtmlTag.Iframe or HtmlTag.Noembed or HtmlTag.Noframes;

    /// <summary>Returns whether an element starts and ends a line.</summary>
    public static bool IsBlock(HtmlTag tag) => tag is HtmlTag.Address or HtmlTag.Article or HtmlTag.Aside or HtmlTag.Blockquote
        or HtmlTag.Center or HtmlTag.Details or HtmlTag.Dir or HtmlTag.Div or HtmlTag.Dl or HtmlTag.Figcaption or HtmlTag.Figure
        or HtmlTag.Footer or HtmlTag.Form or HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 or HtmlTag.H5 or HtmlTag.H6
        or HtmlTag.Header or HtmlTag.Hr or HtmlTag.Main or HtmlTag.Nav or HtmlTag.Ol or HtmlTag.P or HtmlTag.Pre
        or HtmlTag.Section or HtmlTag.Table or HtmlTag.Ul;

    private static string[] BuildNames()
    {
        var names = Enum.GetNames<HtmlTag>();
        for (var i = 0; i < names.Length; i++)
            names[i] = names[i].ToLowerInvariant();
        names[0] = string.Empty;
        return names;
    }

    private static byte[] BuildIndex()
    {
        var index = new byte[27];
        for (var letter = 0; letter <= 26; letter++)
        {
            var first = 1;
            while (first < Names.Length && Names[first][0] - 'a' < letter)
                first++;
            index[letter] = (byte)first;
        }

        return index;
    }
}
