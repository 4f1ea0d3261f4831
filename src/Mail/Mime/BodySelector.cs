namespace EmailAgent.Mail.Mime;

/// <summary>Chooses as a mail reader does what of a message is its text and what is attached.</summary>
internal readonly ref struct BodySelector
{
    private readonly List<BodySection> _sections = new(2);
    private readonly List<MimeAttachment> _attachments = [];

    private BodySelector(MimePart root) => Visit(root);

    public static MimeBodies Select(MimeMessage message, MimeSource source)
    {
        var selector = new BodySelector(message.Root);
        var attachments = selector.OpenContainers(out var hidden);
        return new MimeBodies(source, [.. selector._sections], attachments, hidden);
    }

    /// <summary>
    /// With the files of each winmail.dat in its place; one that cannot be read to its end stays before them, so that nothing is lost.
    /// </summary>
    /// <param name="hidden">The first that holds a text; null where there is none.</param>
    private MimeAttachment[] OpenContainers(out TnefMessage? hidden)
    {
        hidden = null;
        var opened = new List<MimeAttachment>(_attachments.Count);
        foreach (var attachment in _attachments)
        {
            var tnef = attachment.ReadTnef();
            if (tnef is not { IsComplete: true })
                opened.Add(attachment);
            if (tnef is null)
                continue;
            opened.AddRange(tnef.Attachments.Select(file => new MimeAttachment(attachment, file)));
            if (!VisibleText.IsBlank(tnef.Text) || !VisibleText.IsBlank(tnef.Html))
                hidden ??= tnef;
        }

        return [.. opened];
    }

    private void Visit(MimePart part)
    {
        if (part.ChildArray.Length == 0)
            VisitLeaf(part);
        else if (part.ContentType.Subtype == "alternative")
            VisitAlternative(part);
        else if (part.ContentType.Subtype == "related")
            VisitRelated(part);
        else
            VisitAll(part);
    }

    private void VisitAll(MimePart part)
    {
        foreach (var child in part.ChildArray)
            Visit(child);
    }

    private void VisitLeaf(MimePart part)
    {
        if (part.ContentType.IsMultipart)
            _sections.Add(new BodySection(part, false, false, null));
        else if (IsBody(part))
            AddSection(part);
        else
            _attachments.Add(new MimeAttachment(part));
    }

    /// <summary>
    /// Text without a file name is shown; the first text is shown even with one (Apple Mail names its inline text).
    /// </summary>
    private bool IsBody(MimePart part)
    {
        var type = part.ContentType;
        if (!type.IsText || (!type.IsPlainText && !type.IsHtml && !IsShownAsPlain(part)))
            return false;
        return part.Disposition is not { IsAttachment: true } && (_sections.Count == 0 || part.FileName is null);
    }

    /// <summary>
    /// Text of a type that nobody knows is plain text (RFC 2046 section 4.1.4), unless it names a file or is known to be data for a program.
    /// </summary>
    private static bool IsShownAsPlain(MimePart part) =>
        part.ContentType.Subtype is not ("calendar" or "vcard" or "x-vcard" or "directory" or "rtf" or "rfc822-headers" or "x-amp-html" or "watch-html" or "css" or "javascript" or "xml")
        && part.FileName is null;

    private void AddSection(MimePart part)
    {
        var files = part.ContentType.IsPlainText ? InlineFile.FindAll(part) : null;
        _sections.Add(new BodySection(part, part.ContentType.IsHtml, false, files));
        foreach (var file in files ?? [])
            _attachments.Add(new MimeAttachment(part, file));
    }

    /// <summary>The last alternative that is text and the last that is HTML: the last is the one the sender prefers (RFC 2046 section 5.1.4).</summary>
    private void VisitAlternative(MimePart part)
    {
        var start = _sections.Count;
        List<BodySection>? text = null, html = null, other = null;
        foreach (var child in part.ChildArray)
        {
            if (IsOtherForm(child) && !IsShownAsPlain(child))
                continue;
            Visit(child);
            if (_sections.Count == start)
                continue;
            var added = _sections[start..];
            _sections.RemoveRange(start, added.Count);
            if (IsOtherForm(child))
                other = added;
            else if (added.Exists(static section => section.IsHtml))
                html = added;
            else
                text = added;
        }

        if (html is null)
            text ??= other;

        var both = text is not null && html is not null;
        foreach (var section in text ?? [])
            _sections.Add(section with { IsAlternative = both });
        foreach (var section in html ?? [])
            _sections.Add(section with { IsAlternative = both });
    }

    /// <summary>Forms of the same text that nobody would call an attachment: AMP, rich text for watches, enriched.</summary>
    private static bool IsOtherForm(MimePart part) =>
        part.ContentType is { IsText: true, IsPlainText: false, IsHtml: false, Subtype: not "calendar" }
        && part.FileName is null;

    /// <summary>The root of a multipart/related is shown (RFC 2387), what it refers to is attached.</summary>
    private void VisitRelated(MimePart part)
    {
        var root = Root(part);
        Visit(part.ChildArray[root]);
        for (var i = 0; i < part.ChildArray.Length; i++)
        {
            var child = part.ChildArray[i];
            if (i == root)
                continue;
            if (child.ChildArray.Length == 0 && child.ContentId is not null && !child.ContentType.IsMultipart)
                _attachments.Add(new MimeAttachment(child));
            else
                Visit(child);
        }
    }

    private static int Root(MimePart part)
    {
        var start = part.ContentType.Parameter("start")?.Trim('<', '>', ' ');
        if (string.IsNullOrEmpty(start))
            return 0;
        var index = Array.FindIndex(part.ChildArray, child => child.ContentId == start);
        return Math.Max(index, 0);
    }
}
