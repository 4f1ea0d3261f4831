using EmailAgent.Grains.Mail;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Tests.Mail;

public sealed class DefectCodesTests
{
    /// <summary>What callers may test for: a code that is gone or renamed breaks them.</summary>
    private static readonly string[] Promised =
    [
        "boundary_not_found", "encoded_multipart", "header_too_long", "invalid_base64", "invalid_characters", "invalid_content_type", "invalid_date",
        "invalid_header_line", "invalid_quoted_printable", "invalid_y_enc", "mbox_separator", "missing_blank_line", "missing_boundary",
        "missing_close_delimiter", "text_too_long", "too_deep", "too_many_addresses", "too_many_headers", "too_many_parameters", "too_many_parts",
        "too_many_references", "unknown_charset", "unknown_transfer_encoding",
    ];

    [Fact]
    public void Codes_OfAllKinds_StayAsTheyAre() => Assert.Empty(Promised.Except(Enum.GetValues<MimeDefectKind>().Select(DefectCodes.Of)));

    [Fact]
    public void Read_OfWhatFormerVersionsStored_GivesCodes() => Assert.Equal(
        ["missing_blank_line", "partial", "truncated", "other", "invalid_date"],
        DefectCodes.Read(
        [
            "MimeDefect { Kind = MissingBlankLine, Offset = 12 }", "MimeDefect { Kind = MissingBlankLine, Offset = 99 }",
            "Only its header has come in yet; the rest follows.", "Only the first 12 of 34 bytes were read.", "Something else", "invalid_date",
        ]));
}
