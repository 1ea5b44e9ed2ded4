"""What stands around the pages: the Swedish shell, security headers, bundles and the health check.

Streamlit serves an English shell, its JavaScript uncompressed, and no security headers. The middleware
here changes that for every request, so that neither the pages nor the browser need to do anything.
"""
