namespace EmailAgent.Mail.Mime;

/// <summary>Selects the text and the attachments of a message as a mail reader does.</summary>
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
    /// Opens the containers and puts the files of each winmail.dat in its place. A container that cannot be read completely stays
    /// before its files, so that nothing is lost.
    /// </summary>
    /// <param name="hidden">The first that contains a text; null if there is none.</param>
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
    /// Returns whether a part belongs to the body: text without a file name, or the first text even with one (Apple Mail names its
    /// inline text).
    /// </summary>
    private bool IsBody(MimePart part)
    {
        var type = part.ContentType;
        if (!type.IsText || (!type.IsPlainText && !type.IsHtml && !IsShownAsPlain(part)))
            return false;
        return part.Disposition is not { IsAttachment: true } && (_sections.Count == 0 || part.FileName is null);
    }

    /// <summary>
    /// Returns whether a part is shown as plain text. Unknown types of text are plain text (RFC 2046 section 4.1.4), unless they name
    /// a file or are known to be data for a program.
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

    /// <summary>Selects the last alternative that is text and the last that is HTML: the sender prefers the last (RFC 2046 section 5.1.4).</summary>
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

    /// <summary>Returns whether a part is another form of the text and not an attachment: AMP, rich text for watches, enriched text.</summary>
    private static bool IsOtherForm(MimePart part) =>
        part.ContentType is { IsText: true, IsPlainText: false, IsHtml: false, Subtype: not "calendar" }
        && part.FileName is null;

    /// <summary>Shows the root of a multipart/related (RFC 2387) and attaches the parts it refers to.</summary>
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
