"""Makes the page tree, pictures, documents and settings."""

import datetime

import django.db.models.deletion
import modelcluster.contrib.taggit
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import home.images.fields
import home.models.manifesto


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_users"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityReportPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("practical", "Practical"), ("theoretical", "Theoretical")],
                        help_text="Practical is a picket, a stall or a march; theoretical is a talk, a reading group or a debate.",
                        max_length=16,
                    ),
                ),
                (
                    "starts_at",
                    models.DateTimeField(
                        help_text="Until then readers see an announcement, afterwards a report. In the time zone of the site.",
                        verbose_name="start",
                    ),
                ),
                ("ends_at", models.DateTimeField(blank=True, help_text="May stay empty.", null=True, verbose_name="end")),
                (
                    "place",
                    models.CharField(blank=True, help_text='Such as "Town hall, large room" or "online".', max_length=120),
                ),
                (
                    "address",
                    models.CharField(blank=True, help_text="Street and town, so that people find the way.", max_length=255),
                ),
                ("summary", models.TextField(help_text="One or two sentences. Readers see them in lists.", max_length=400)),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("rich_text", 0),
                            ("heading", 3),
                            ("quote", 6),
                            ("image", 9),
                            ("gallery", 11),
                            ("document", 14),
                            ("embed", 17),
                            ("call_to_action", 23),
                            ("chosen_positions", 27),
                            ("latest_activities", 29),
                            ("table", 30),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("home.blocks.text.RichTextBlock", (), {}),
                            1: ("wagtail.blocks.CharBlock", (), {"max_length": 200}),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Heading"), ("3", "Heading below a heading")]},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"help_text": "The words themselves, without quotation marks."},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Who said or wrote it, and where.", "max_length": 200, "required": False},
                            ),
                            6: ("wagtail.blocks.StructBlock", [[("text", 4), ("attribution", 5)]], {}),
                            7: ("wagtail.images.blocks.ImageChooserBlock", (), {}),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Shown below the picture.", "max_length": 300, "required": False},
                            ),
                            9: ("wagtail.blocks.StructBlock", [[("image", 7), ("caption", 8)]], {}),
                            10: ("wagtail.blocks.ListBlock", (9,), {"label": "Pictures", "min_num": 1}),
                            11: ("wagtail.blocks.StructBlock", [[("images", 10)]], {}),
                            12: ("wagtail.documents.blocks.DocumentChooserBlock", (), {}),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's title is shown.",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            14: ("wagtail.blocks.StructBlock", [[("document", 12), ("label", 13)]], {}),
                            15: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "The video's page at YouTube, Vimeo, PeerTube or the Internet Archive.",
                                    "label": "Address",
                                },
                            ),
                            16: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "What is to be seen or heard. Readers decide by this.", "max_length": 200},
                            ),
                            17: ("wagtail.blocks.StructBlock", [[("url", 15), ("title", 16)]], {}),
                            18: ("wagtail.blocks.CharBlock", (), {"max_length": 120}),
                            19: ("wagtail.blocks.TextBlock", (), {"required": False}),
                            20: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": 'On the button: say what happens, such as "Write to us".', "max_length": 60},
                            ),
                            21: ("wagtail.blocks.PageChooserBlock", (), {"required": False}),
                            22: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"help_text": "Instead of a page.", "label": "Address elsewhere", "required": False},
                            ),
                            23: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 18), ("text", 19), ("label", 20), ("page", 21), ("url", 22)]],
                                {},
                            ),
                            24: ("wagtail.blocks.CharBlock", (), {"max_length": 120, "required": False}),
                            25: ("wagtail.blocks.PageChooserBlock", (), {"page_type": ["home.PositionPage"]}),
                            26: ("wagtail.blocks.ListBlock", (25,), {"min_num": 1}),
                            27: ("wagtail.blocks.StructBlock", [[("heading", 24), ("positions", 26)]], {}),
                            28: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {"default": 3, "label": "How many", "max_value": 12, "min_value": 1},
                            ),
                            29: ("wagtail.blocks.StructBlock", [[("heading", 24), ("count", 28)]], {}),
                            30: ("home.blocks.text.TableBlock", (), {}),
                        },
                        help_text="What is planned, and afterwards what happened. Click on the plus sign to add a text, a picture or something else.",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ActivityTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged_items",
                        to="home.activityreportpage",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_items",
                        to="taggit.tag",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="activityreportpage",
            name="tags",
            field=modelcluster.contrib.taggit.ClusterTaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="home.ActivityTag",
                to="taggit.Tag",
                verbose_name="Tags",
            ),
        ),
        migrations.CreateModel(
            name="ArticlePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "author_names",
                    models.CharField(
                        help_text="As they want to be named. Pseudonyms are fine.", max_length=200, verbose_name="authors"
                    ),
                ),
                (
                    "written_on",
                    models.DateField(
                        default=datetime.date.today, help_text="The day on which it was written.", verbose_name="date"
                    ),
                ),
                ("summary", models.TextField(help_text="One or two sentences. Readers see them in lists.", max_length=400)),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("rich_text", 0),
                            ("heading", 3),
                            ("quote", 6),
                            ("image", 9),
                            ("gallery", 11),
                            ("document", 14),
                            ("embed", 17),
                            ("call_to_action", 23),
                            ("chosen_positions", 27),
                            ("latest_activities", 29),
                            ("table", 30),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("home.blocks.text.RichTextBlock", (), {}),
                            1: ("wagtail.blocks.CharBlock", (), {"max_length": 200}),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Heading"), ("3", "Heading below a heading")]},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"help_text": "The words themselves, without quotation marks."},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Who said or wrote it, and where.", "max_length": 200, "required": False},
                            ),
                            6: ("wagtail.blocks.StructBlock", [[("text", 4), ("attribution", 5)]], {}),
                            7: ("wagtail.images.blocks.ImageChooserBlock", (), {}),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Shown below the picture.", "max_length": 300, "required": False},
                            ),
                            9: ("wagtail.blocks.StructBlock", [[("image", 7), ("caption", 8)]], {}),
                            10: ("wagtail.blocks.ListBlock", (9,), {"label": "Pictures", "min_num": 1}),
                            11: ("wagtail.blocks.StructBlock", [[("images", 10)]], {}),
                            12: ("wagtail.documents.blocks.DocumentChooserBlock", (), {}),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's title is shown.",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            14: ("wagtail.blocks.StructBlock", [[("document", 12), ("label", 13)]], {}),
                            15: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "The video's page at YouTube, Vimeo, PeerTube or the Internet Archive.",
                                    "label": "Address",
                                },
                            ),
                            16: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "What is to be seen or heard. Readers decide by this.", "max_length": 200},
                            ),
                            17: ("wagtail.blocks.StructBlock", [[("url", 15), ("title", 16)]], {}),
                            18: ("wagtail.blocks.CharBlock", (), {"max_length": 120}),
                            19: ("wagtail.blocks.TextBlock", (), {"required": False}),
                            20: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": 'On the button: say what happens, such as "Write to us".', "max_length": 60},
                            ),
                            21: ("wagtail.blocks.PageChooserBlock", (), {"required": False}),
                            22: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"help_text": "Instead of a page.", "label": "Address elsewhere", "required": False},
                            ),
                            23: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 18), ("text", 19), ("label", 20), ("page", 21), ("url", 22)]],
                                {},
                            ),
                            24: ("wagtail.blocks.CharBlock", (), {"max_length": 120, "required": False}),
                            25: ("wagtail.blocks.PageChooserBlock", (), {"page_type": ["home.PositionPage"]}),
                            26: ("wagtail.blocks.ListBlock", (25,), {"min_num": 1}),
                            27: ("wagtail.blocks.StructBlock", [[("heading", 24), ("positions", 26)]], {}),
                            28: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {"default": 3, "label": "How many", "max_value": 12, "min_value": 1},
                            ),
                            29: ("wagtail.blocks.StructBlock", [[("heading", 24), ("count", 28)]], {}),
                            30: ("home.blocks.text.TableBlock", (), {}),
                        },
                        help_text="Click on the plus sign to add a text, a picture or something else.",
                    ),
                ),
                (
                    "responds_to",
                    models.ForeignKey(
                        blank=True,
                        help_text="The position, manifesto or article that this one answers. May stay empty.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="responses",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="answer to",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ArticleTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tagged_items", to="home.articlepage"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_items",
                        to="taggit.tag",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="articlepage",
            name="tags",
            field=modelcluster.contrib.taggit.ClusterTaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="home.ArticleTag",
                to="taggit.Tag",
                verbose_name="Tags",
            ),
        ),
        migrations.CreateModel(
            name="CustomDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("file", models.FileField(upload_to="documents", verbose_name="file")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True, help_text=None, through="taggit.TaggedItem", to="taggit.Tag", verbose_name="tags"
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="ActivityDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="home.activityreportpage"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="home.customdocument"
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CustomImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("description", models.CharField(blank=True, default="", max_length=255, verbose_name="description")),
                ("width", models.IntegerField(editable=False, verbose_name="width")),
                ("height", models.IntegerField(editable=False, verbose_name="height")),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="created at")),
                ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                (
                    "file",
                    home.images.fields.StrippedImageField(
                        height_field="height",
                        upload_to=wagtail.images.models.get_upload_to,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                (
                    "alt",
                    models.CharField(
                        help_text="For people who cannot see it: one sentence that says what matters in the picture, without “picture of”. Screen readers read it aloud.",
                        max_length=255,
                        verbose_name="what the picture shows",
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Who made the picture, if they want to be named. Readers see it beside the picture.",
                        max_length=255,
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True, help_text=None, through="taggit.TaggedItem", to="taggit.Tag", verbose_name="tags"
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "abstract": False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="ContactPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True, help_text="Whom people reach, and how soon they may expect an answer."
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        help_text="Everybody can read it here.", max_length=254, verbose_name="e-mail address"
                    ),
                ),
                (
                    "openpgp_key",
                    models.TextField(
                        blank=True,
                        help_text='For people who encrypt their messages to you. Leave it empty if you don\'t use OpenPGP. Otherwise paste the whole block, from "-----BEGIN PGP PUBLIC KEY BLOCK-----" to "-----END PGP PUBLIC KEY BLOCK-----".',
                        verbose_name="OpenPGP public key",
                    ),
                ),
                (
                    "privacy",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Who reads messages, how long they are kept, how they are deleted.",
                        verbose_name="what happens to your data",
                    ),
                ),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.customimage",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact page",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.AddField(
            model_name="articlepage",
            name="share_image",
            field=models.ForeignKey(
                blank=True,
                help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="home.customimage",
            ),
        ),
        migrations.AddField(
            model_name="activityreportpage",
            name="share_image",
            field=models.ForeignKey(
                blank=True,
                help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="home.customimage",
            ),
        ),
        migrations.CreateModel(
            name="ActivityPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, max_length=300)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="photos", to="home.activityreportpage"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="home.customimage"),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", wagtail.fields.RichTextField(blank=True, help_text="Stands above the list of activities.")),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.customimage",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of activities",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="DebateIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", wagtail.fields.RichTextField(blank=True, help_text="Stands above the list of articles.")),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.customimage",
                    ),
                ),
            ],
            options={
                "verbose_name": "debate",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        help_text="What you stand for, in one sentence. The largest words of the site.",
                        max_length=240,
                        verbose_name="statement of purpose",
                    ),
                ),
                (
                    "lead",
                    wagtail.fields.RichTextField(blank=True, help_text="Two or three sentences that follow the statement."),
                ),
                (
                    "call_heading",
                    models.CharField(
                        blank=True, help_text='Such as "Get in touch".', max_length=120, verbose_name="heading"
                    ),
                ),
                ("call_text", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
                (
                    "call_page",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where the button leads to, most often the contact page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.customimage",
                    ),
                ),
            ],
            options={
                "verbose_name": "home page",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ManifestoPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", wagtail.fields.RichTextField(blank=True, help_text="Stands before the first section.")),
                (
                    "adopted_on",
                    models.DateField(blank=True, help_text="The day on which the group agreed on it.", null=True),
                ),
                (
                    "sections",
                    wagtail.fields.StreamField(
                        [("section", 3)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"max_length": 200}),
                            1: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": ["bold", "italic", "link", "document-link", "ol", "ul"],
                                    "help_text": "Each paragraph gets a number, so that people can cite it.",
                                },
                            ),
                            2: (
                                "wagtail.blocks.RegexBlock",
                                (),
                                {
                                    "error_messages": {
                                        "invalid": "Use small letters, digits and hyphens, and begin with a letter."
                                    },
                                    "help_text": "The end of links to this section. Leave it empty: it is made from the heading, and stays the same when the heading changes. If you change it, links to the section lead to the top of the page.",
                                    "max_length": 80,
                                    "regex": "^[a-z][a-z0-9-]*$",
                                    "required": False,
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("heading", 0), ("body", 1), ("anchor", 2)]], {}),
                        },
                        help_text="They are numbered in this order. Click on the plus sign to add one.",
                    ),
                ),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.customimage",
                    ),
                ),
            ],
            options={
                "verbose_name": "manifesto",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="NavigationSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "main",
                    wagtail.fields.StreamField(
                        [("item", 3)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.PageChooserBlock", (), {"required": False}),
                            1: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"help_text": "Instead of a page.", "label": "Address elsewhere", "required": False},
                            ),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Left empty, the page's title is shown.", "max_length": 60, "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("page", 0), ("url", 1), ("label", 2)]], {}),
                        },
                        help_text="Stands at the top of every page, in this order.",
                        verbose_name="main menu",
                    ),
                ),
                (
                    "footer",
                    wagtail.fields.StreamField(
                        [("item", 3)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.PageChooserBlock", (), {"required": False}),
                            1: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"help_text": "Instead of a page.", "label": "Address elsewhere", "required": False},
                            ),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Left empty, the page's title is shown.", "max_length": 60, "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("page", 0), ("url", 1), ("label", 2)]], {}),
                        },
                        help_text="Stands at the bottom of every page.",
                        verbose_name="footer menu",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"),
                ),
            ],
            options={
                "verbose_name": "navigation",
            },
        ),
        migrations.CreateModel(
            name="OrganisationSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, help_text="Stands at the top of every page.", max_length=120)),
                ("tagline", models.CharField(blank=True, help_text="A few words that say who you are.", max_length=200)),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="For the whole world to write to. Everybody can read it.",
                        max_length=254,
                        verbose_name="e-mail address",
                    ),
                ),
                ("footer_text", wagtail.fields.RichTextField(blank=True, help_text="Stands at the bottom of every page.")),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares a page that has no picture of its own.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.customimage",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"),
                ),
            ],
            options={
                "verbose_name": "organisation",
            },
        ),
        migrations.CreateModel(
            name="PositionIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", wagtail.fields.RichTextField(blank=True, help_text="Stands above the list of positions.")),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.customimage",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of positions",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="PositionPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="What people cite it by. Left empty, the next free number is taken."
                    ),
                ),
                ("summary", models.CharField(help_text="The position in one sentence.", max_length=255)),
                (
                    "adopted_on",
                    models.DateField(blank=True, help_text="The day on which the group agreed on it.", null=True),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("rich_text", 0),
                            ("heading", 3),
                            ("quote", 6),
                            ("image", 9),
                            ("gallery", 11),
                            ("document", 14),
                            ("embed", 17),
                            ("call_to_action", 23),
                            ("chosen_positions", 27),
                            ("latest_activities", 29),
                            ("table", 30),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("home.blocks.text.RichTextBlock", (), {}),
                            1: ("wagtail.blocks.CharBlock", (), {"max_length": 200}),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Heading"), ("3", "Heading below a heading")]},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"help_text": "The words themselves, without quotation marks."},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Who said or wrote it, and where.", "max_length": 200, "required": False},
                            ),
                            6: ("wagtail.blocks.StructBlock", [[("text", 4), ("attribution", 5)]], {}),
                            7: ("wagtail.images.blocks.ImageChooserBlock", (), {}),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Shown below the picture.", "max_length": 300, "required": False},
                            ),
                            9: ("wagtail.blocks.StructBlock", [[("image", 7), ("caption", 8)]], {}),
                            10: ("wagtail.blocks.ListBlock", (9,), {"label": "Pictures", "min_num": 1}),
                            11: ("wagtail.blocks.StructBlock", [[("images", 10)]], {}),
                            12: ("wagtail.documents.blocks.DocumentChooserBlock", (), {}),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's title is shown.",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            14: ("wagtail.blocks.StructBlock", [[("document", 12), ("label", 13)]], {}),
                            15: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "The video's page at YouTube, Vimeo, PeerTube or the Internet Archive.",
                                    "label": "Address",
                                },
                            ),
                            16: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "What is to be seen or heard. Readers decide by this.", "max_length": 200},
                            ),
                            17: ("wagtail.blocks.StructBlock", [[("url", 15), ("title", 16)]], {}),
                            18: ("wagtail.blocks.CharBlock", (), {"max_length": 120}),
                            19: ("wagtail.blocks.TextBlock", (), {"required": False}),
                            20: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": 'On the button: say what happens, such as "Write to us".', "max_length": 60},
                            ),
                            21: ("wagtail.blocks.PageChooserBlock", (), {"required": False}),
                            22: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"help_text": "Instead of a page.", "label": "Address elsewhere", "required": False},
                            ),
                            23: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 18), ("text", 19), ("label", 20), ("page", 21), ("url", 22)]],
                                {},
                            ),
                            24: ("wagtail.blocks.CharBlock", (), {"max_length": 120, "required": False}),
                            25: ("wagtail.blocks.PageChooserBlock", (), {"page_type": ["home.PositionPage"]}),
                            26: ("wagtail.blocks.ListBlock", (25,), {"min_num": 1}),
                            27: ("wagtail.blocks.StructBlock", [[("heading", 24), ("positions", 26)]], {}),
                            28: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {"default": 3, "label": "How many", "max_value": 12, "min_value": 1},
                            ),
                            29: ("wagtail.blocks.StructBlock", [[("heading", 24), ("count", 28)]], {}),
                            30: ("home.blocks.text.TableBlock", (), {}),
                        },
                        help_text="The argument. Click on the plus sign to add a text, a picture or something else.",
                    ),
                ),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.customimage",
                    ),
                ),
            ],
            options={
                "verbose_name": "position",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="PositionManifestoSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "section",
                    home.models.manifesto.ManifestoSectionField(
                        help_text="Only sections of a saved manifesto can be chosen."
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="manifesto_sections",
                        to="home.positionpage",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HomePagePosition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="chosen_positions", to="home.homepage"
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="home.positionpage"),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityPosition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_positions",
                        to="home.activityreportpage",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="activities", to="home.positionpage"
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RelatedPosition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="related_positions", to="home.positionpage"
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="home.positionpage"),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StandardPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", wagtail.fields.RichTextField(blank=True, help_text="Stands above everything else.")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("rich_text", 0),
                            ("heading", 3),
                            ("quote", 6),
                            ("image", 9),
                            ("gallery", 11),
                            ("document", 14),
                            ("embed", 17),
                            ("call_to_action", 23),
                            ("chosen_positions", 27),
                            ("latest_activities", 29),
                            ("table", 30),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("home.blocks.text.RichTextBlock", (), {}),
                            1: ("wagtail.blocks.CharBlock", (), {"max_length": 200}),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": [("2", "Heading"), ("3", "Heading below a heading")]},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"help_text": "The words themselves, without quotation marks."},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Who said or wrote it, and where.", "max_length": 200, "required": False},
                            ),
                            6: ("wagtail.blocks.StructBlock", [[("text", 4), ("attribution", 5)]], {}),
                            7: ("wagtail.images.blocks.ImageChooserBlock", (), {}),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "Shown below the picture.", "max_length": 300, "required": False},
                            ),
                            9: ("wagtail.blocks.StructBlock", [[("image", 7), ("caption", 8)]], {}),
                            10: ("wagtail.blocks.ListBlock", (9,), {"label": "Pictures", "min_num": 1}),
                            11: ("wagtail.blocks.StructBlock", [[("images", 10)]], {}),
                            12: ("wagtail.documents.blocks.DocumentChooserBlock", (), {}),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's title is shown.",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            14: ("wagtail.blocks.StructBlock", [[("document", 12), ("label", 13)]], {}),
                            15: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {
                                    "help_text": "The video's page at YouTube, Vimeo, PeerTube or the Internet Archive.",
                                    "label": "Address",
                                },
                            ),
                            16: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": "What is to be seen or heard. Readers decide by this.", "max_length": 200},
                            ),
                            17: ("wagtail.blocks.StructBlock", [[("url", 15), ("title", 16)]], {}),
                            18: ("wagtail.blocks.CharBlock", (), {"max_length": 120}),
                            19: ("wagtail.blocks.TextBlock", (), {"required": False}),
                            20: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"help_text": 'On the button: say what happens, such as "Write to us".', "max_length": 60},
                            ),
                            21: ("wagtail.blocks.PageChooserBlock", (), {"required": False}),
                            22: (
                                "wagtail.blocks.URLBlock",
                                (),
                                {"help_text": "Instead of a page.", "label": "Address elsewhere", "required": False},
                            ),
                            23: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 18), ("text", 19), ("label", 20), ("page", 21), ("url", 22)]],
                                {},
                            ),
                            24: ("wagtail.blocks.CharBlock", (), {"max_length": 120, "required": False}),
                            25: ("wagtail.blocks.PageChooserBlock", (), {"page_type": ["home.PositionPage"]}),
                            26: ("wagtail.blocks.ListBlock", (25,), {"min_num": 1}),
                            27: ("wagtail.blocks.StructBlock", [[("heading", 24), ("positions", 26)]], {}),
                            28: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {"default": 3, "label": "How many", "max_value": 12, "min_value": 1},
                            ),
                            29: ("wagtail.blocks.StructBlock", [[("heading", 24), ("count", 28)]], {}),
                            30: ("home.blocks.text.TableBlock", (), {}),
                        },
                        help_text="Click on the plus sign to add a text, a picture or something else.",
                    ),
                ),
                (
                    "share_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown when somebody shares the page. Left empty, the organisation's picture is used.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.customimage",
                    ),
                ),
            ],
            options={
                "verbose_name": "plain page",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="CustomRendition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("filter_spec", models.CharField(db_index=True, max_length=255)),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        storage=wagtail.images.models.get_rendition_storage,
                        upload_to=wagtail.images.models.get_rendition_upload_to,
                        width_field="width",
                    ),
                ),
                ("width", models.IntegerField(editable=False)),
                ("height", models.IntegerField(editable=False)),
                ("focal_point_key", models.CharField(blank=True, default="", editable=False, max_length=16)),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="renditions", to="home.customimage"
                    ),
                ),
            ],
            options={
                "unique_together": {("image", "filter_spec", "focal_point_key")},
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
    ]
