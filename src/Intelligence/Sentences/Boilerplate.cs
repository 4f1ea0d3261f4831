using System.Buffers;

namespace EmailAgent.Intelligence.Sentences;

/// <summary>Paragraphs that companies, lists and mail servers add to messages.</summary>
internal static class Boilerplate
{
    private static readonly SearchValues<string> Phrases = SearchValues.Create(
        [
            "intended recipient", "if you have received this", "if you received this", "received this email in error", "received this e-mail in error", "this e-mail and any", "this email and any", "this message and any",
            "confidential and", "confidentiality notice", "legally privileged", "privileged and confidential", "originated from outside", "external email", "external sender", "think before you print", "before printing",
            "to unsubscribe", "unsubscribe from", "unsubscribe:", "manage your preferences", "email preferences", "view in browser", "view this email", "privacy policy", "all rights reserved", "you are receiving this", "you received this message because",
            "mailing list", "list archives",
            "diese e-mail enthält", "diese nachricht enthält", "vertrauliche informationen", "nicht der richtige adressat", "nicht der beabsichtigte empfänger", "irrtümlich erhalten", "newsletter abbestellen", "abmelden", "vor dem ausdrucken", "bevor sie diese e-mail ausdrucken", "sitz der gesellschaft", "handelsregister", "geschäftsführer:",
            "ce message et", "ce courriel et", "cet e-mail et", "pièces jointes sont confidentiel", "le destinataire", "destinataire prévu", "reçu ce message par erreur", "se désabonner", "se désinscrire", "avant d'imprimer", "n'imprimez",
            "este mensaje y", "este correo electrónico y", "este correo es confidencial", "información confidencial", "destinatario", "darse de baja", "antes de imprimir", "aviso legal",
            "detta meddelande kan", "detta e-postmeddelande", "avsedda mottagaren", "avsedd mottagare", "konfidentiell", "avsluta prenumerationen", "avregistrera", "innan du skriver ut",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Indicates whether a paragraph is one of them.</summary>
    public static bool Is(ReadOnlySpan<char> paragraph) => paragraph.IndexOfAny(Phrases) >= 0;
}
